package dev.gleaner.pipeline;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The tuning of the engine: for all workflows, with exceptions by name. */
@ConfigMapping(prefix = "gleaner.pipeline")
public interface PipelineSettings {

    /** Whether this replica works at all; a replica that only answers the API switches it off. */
    @WithDefault("true")
    boolean enabled();

    /** How often each queue is looked at; what this replica queues itself is noticed at once. */
    @WithDefault("1s")
    Duration poll();

    /** How many items one claim takes at most (lanes, where the workflow has lanes: one per host). */
    @WithDefault("500")
    @Min(1)
    @Max(10000)
    int batch();

    /** How many items (lanes) of one workflow a replica has in flight at most. */
    @WithDefault("1000")
    @Min(1)
    @Max(100000)
    int concurrency();

    /** How many items of one lane a claim takes at most; they run one after the other. */
    @WithDefault("10")
    @Min(1)
    @Max(1000)
    int laneDepth();

    /** How often an item is tried before it ends as ERROR: with the default waits, at 0, +5, +10 and +20 minutes. */
    @WithDefault("4")
    @Min(1)
    @Max(100)
    int maxAttempts();

    /** How long a claim holds without renewal: what a crash costs. */
    @WithDefault("60s")
    Duration lease();

    /** How often leases are renewed; well below {@link #lease()}, so that one failed renewal costs nothing. */
    @WithDefault("15s")
    Duration renew();

    /** How often the leases of vanished replicas are looked for. */
    @WithDefault("10s")
    Duration rescue();

    /** How long phase two may take before the engine gives up on it: a safety net below the fetcher's own limits. */
    @WithDefault("10m")
    Duration deadline();

    /** The wait before the second attempt. */
    @WithDefault("5m")
    Duration backoff();

    /** How many times longer each further wait is. */
    @WithDefault("2")
    @DecimalMin("1")
    double factor();

    /** The longest wait. */
    @WithDefault("6h")
    Duration backoffMax();

    /** How far a wait is moved at random, as a fraction of it, so that what failed together is not retried together. */
    @WithDefault("0.1")
    @DecimalMin("0")
    @DecimalMax("1")
    double jitter();

    /** How many outcomes one persisting transaction takes at most. */
    @WithDefault("1000")
    @Min(1)
    @Max(10000)
    int persistBatch();

    /** How many such transactions of one workflow a replica has under way: while one waits for the disk, another works. */
    @WithDefault("2")
    @Min(1)
    @Max(10)
    int persistAtOnce();

    /** How long outcomes are gathered for one transaction. */
    @WithDefault("5ms")
    Duration persistDelay();

    /** How long outcomes wait before they are written again, after the database was away. */
    @WithDefault("1s")
    Duration persistRetry();

    /** How long a shutdown waits for what is in flight before it hands the rest back. */
    @WithDefault("20s")
    Duration drain();

    /** How long the attempts trail is kept. */
    @WithDefault("30d")
    Duration trail();

    /** Within this time a workflow must have had some output among its last successes, or it is called silent. */
    @WithDefault("1h")
    Duration silence();

    /** How many successes without any output make a workflow silent. */
    @WithDefault("50")
    @Min(1)
    @Max(10000)
    int silenceAfter();

    /** Exceptions by the name of a workflow. */
    Map<String, Exceptions> workflows();

    /** What one workflow does differently. */
    interface Exceptions {
        /** See {@link PipelineSettings#batch()}. */
        OptionalInt batch();

        /**
         * See {@link PipelineSettings#concurrency()}. As shipped 50 for {@code sitemap} and 4 for {@code pricefile}: each of
         * them may bring tens of thousands of rows.
         */
        OptionalInt concurrency();

        /** See {@link PipelineSettings#laneDepth()}. */
        OptionalInt laneDepth();

        /** See {@link PipelineSettings#maxAttempts()}. */
        OptionalInt maxAttempts();

        /** See {@link PipelineSettings#lease()}. */
        Optional<Duration> lease();

        /** See {@link PipelineSettings#deadline()}. */
        Optional<Duration> deadline();

        /** See {@link PipelineSettings#backoff()}. */
        Optional<Duration> backoff();
    }

    /** The tuning of one workflow. */
    default WorkflowSettings of(String workflow) {
        Optional<Exceptions> own = Optional.ofNullable(workflows().get(workflow));
        return new WorkflowSettings(
                own.map(Exceptions::concurrency).orElse(OptionalInt.empty()).orElse(concurrency()),
                own.map(Exceptions::batch).orElse(OptionalInt.empty()).orElse(batch()),
                own.map(Exceptions::laneDepth).orElse(OptionalInt.empty()).orElse(laneDepth()),
                own.map(Exceptions::maxAttempts).orElse(OptionalInt.empty()).orElse(maxAttempts()),
                own.flatMap(Exceptions::lease).orElse(lease()),
                own.flatMap(Exceptions::deadline).orElse(deadline()),
                own.flatMap(Exceptions::backoff).orElse(backoff()),
                factor(),
                backoffMax(),
                jitter());
    }
}
