package dev.gleaner.pipeline;

import dev.gleaner.database.DatabaseClock;
import dev.gleaner.database.EntityColumns;
import dev.gleaner.database.SessionGateway;
import io.opentelemetry.api.trace.Tracer;
import java.util.function.DoubleSupplier;

/**
 * What every runner of a replica works with.
 *
 * @param replica the name that leases carry
 * @param settings the tuning
 * @param sessions the door to the database
 * @param clock the database's clock
 * @param entities the columns of entities
 * @param verdicts writes outcomes
 * @param leases renews, rescues, frees
 * @param allowance keeps tenants within their quotas
 * @param metrics counts
 * @param tracer traces attempts
 * @param dice numbers from 0 to 1, for jitter
 * @param wake looks at every queue: called after a commit that may have handed work to the next room
 */
record Workshop(
        String replica,
        PipelineSettings settings,
        SessionGateway sessions,
        DatabaseClock clock,
        EntityColumns entities,
        Verdicts verdicts,
        Leases leases,
        Allowance allowance,
        PipelineMetrics metrics,
        Tracer tracer,
        DoubleSupplier dice,
        Runnable wake) {}
