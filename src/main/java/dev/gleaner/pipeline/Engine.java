package dev.gleaner.pipeline;

import dev.gleaner.database.DatabaseClock;
import dev.gleaner.database.EntityColumns;
import dev.gleaner.database.SessionGateway;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.arc.ClientProxy;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Runs every workflow that there is on this replica, each in a loop of its own: the slowest does not pace the others. */
@ApplicationScoped
public class Engine {
    private static final Logger LOG = Logger.getLogger(Engine.class);
    private static final Duration GATHER_NUDGES = Duration.ofMillis(50);

    private final PipelineSettings settings;
    private final Replica replica;
    private final List<Workflow<?, ?, ?>> workflows;
    private final List<Runner<?, ?, ?>> runners;
    private final Vertx vertx;
    private final AtomicBoolean nudging = new AtomicBoolean();
    private volatile boolean started;
    private volatile long lastTick = System.nanoTime();

    Engine(
            PipelineSettings settings,
            Replica replica,
            SessionGateway sessions,
            DatabaseClock clock,
            EntityColumns entities,
            Verdicts verdicts,
            Leases leases,
            Allowance allowance,
            PipelineMetrics metrics,
            Tracer tracer,
            EventLoops loops,
            Vertx vertx,
            @Any Instance<Workflow<?, ?, ?>> workflows) {
        this.settings = settings;
        this.replica = replica;
        this.vertx = vertx;
        Workshop shop = new Workshop(
                replica.name(),
                settings,
                sessions,
                clock,
                entities,
                verdicts,
                leases,
                allowance,
                metrics,
                tracer,
                () -> ThreadLocalRandom.current().nextDouble(),
                this::nudgeSoon);
        this.workflows = workflows.stream()
                .<Workflow<?, ?, ?>>map(ClientProxy::unwrap)
                .sorted(Comparator.comparing(Workflow::name))
                .toList();
        this.workflows.forEach(workflow -> metrics.introduce(workflow.name()));
        this.runners = this.workflows.stream()
                .<Runner<?, ?, ?>>map(workflow -> new Runner<>(workflow, shop, loops))
                .toList();
    }

    /** Begins to work. Called once, when the database is ready. */
    public void start() {
        if (settings.enabled()) {
            started = true;
            runners.forEach(Runner::start);
            LOG.infof("Replica %s works on %s", replica.name(), names());
        } else {
            LOG.info("This replica only answers the API: gleaner.pipeline.enabled is false");
        }
    }

    /** The workflows' names, in alphabetical order. */
    public List<String> names() {
        return workflows.stream().map(Workflow::name).toList();
    }

    /** The workflows, by name. */
    List<Workflow<?, ?, ?>> workflows() {
        return workflows;
    }

    /** Whether this replica has started to work and has not stopped. */
    public boolean isWorking() {
        return started;
    }

    /** Looks at every queue now: called after a commit that queued something. */
    public void nudge() {
        if (started) {
            runners.forEach(Runner::nudge);
        }
    }

    /** The same after a commit of our own, gathered: a busy workflow commits hundreds of times a second. */
    private void nudgeSoon() {
        if (nudging.compareAndSet(false, true)) {
            vertx.setTimer(GATHER_NUDGES.toMillis(), timer -> {
                nudging.set(false);
                nudge();
            });
        }
    }

    /**
     * How many items of a workflow this replica has in flight.
     *
     * @throws NoSuchElementException if there is no such workflow
     */
    Uni<Integer> inFlight(String workflow) {
        return runners.stream()
                .filter(runner -> runner.name().equals(workflow))
                .findAny()
                .orElseThrow()
                .inFlight();
    }

    /** How long ago the engine last looked at the queues; a dead scheduler lets it grow. */
    Duration sinceLastTick() {
        return started ? Duration.ofNanos(System.nanoTime() - lastTick) : Duration.ZERO;
    }

    @Scheduled(every = "{gleaner.pipeline.poll}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void poll() {
        lastTick = System.nanoTime();
        nudge();
    }

    @Scheduled(every = "{gleaner.pipeline.renew}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> renew() {
        // also while it drains: what is still in flight must not be taken by another replica
        return each(Runner::renew);
    }

    @Scheduled(every = "{gleaner.pipeline.rescue}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> rescue() {
        return started ? each(Runner::rescue) : Uni.createFrom().voidItem();
    }

    /** One after the other; one that fails does not keep the next from its turn. */
    private Uni<Void> each(Function<Runner<?, ?, ?>, Uni<Void>> action) {
        return Multi.createFrom()
                .iterable(runners)
                .onItem()
                .transformToUniAndConcatenate(runner -> action.apply(runner)
                        .onFailure()
                        .invoke(failure ->
                                LOG.warnf("The upkeep of %s failed: %s", runner.name(), failure.getMessage()))
                        .onFailure()
                        .recoverWithNull())
                .collect()
                .asList()
                .replaceWithVoid();
    }

    /** On SIGTERM: stops claiming, finishes or hands back what is in flight, persists. */
    void drain(@Observes ShutdownEvent event) {
        if (!started) {
            return;
        }
        started = false;
        Duration patience = settings.drain().plusSeconds(5);
        Uni.join()
                .all(runners.stream()
                        .map(runner -> runner.drain(settings.drain()))
                        .toList())
                .andCollectFailures()
                .ifNoItem()
                .after(patience)
                .recoverWithItem(List::of)
                .await()
                .atMost(patience.plusSeconds(5));
        LOG.infof("Replica %s has handed back what it held", replica.name());
    }
}
