package dev.gleaner.pipeline;

import dev.gleaner.database.SessionGateway;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Does every upkeep that is due, each in a transaction of its own. */
@ApplicationScoped
class Housekeeper {
    private static final Logger LOG = Logger.getLogger(Housekeeper.class);

    private final SessionGateway sessions;
    private final Engine engine;
    private final List<Upkeep> upkeeps;
    private final Map<String, Long> last = new ConcurrentHashMap<>();

    Housekeeper(SessionGateway sessions, Engine engine, @Any Instance<Upkeep> upkeeps) {
        this.sessions = sessions;
        this.engine = engine;
        this.upkeeps = upkeeps.stream().toList();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return Multi.createFrom()
                .iterable(engine.isWorking() ? upkeeps : List.<Upkeep>of())
                .filter(this::isDue)
                .onItem()
                .transformToUniAndConcatenate(this::run)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private boolean isDue(Upkeep upkeep) {
        long now = System.nanoTime();
        Long before = last.get(upkeep.name());
        boolean due = before == null || now - before >= upkeep.every().toNanos();
        if (due) {
            last.put(upkeep.name(), now);
        }
        return due;
    }

    private Uni<Void> run(Upkeep upkeep) {
        return sessions.inTransaction("upkeep " + upkeep.name(), upkeep::run)
                .onFailure()
                .invoke(failure -> LOG.warnf("The upkeep of %s failed: %s", upkeep.name(), failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
