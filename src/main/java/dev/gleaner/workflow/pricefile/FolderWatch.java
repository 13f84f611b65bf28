package dev.gleaner.workflow.pricefile;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.phase.Offload;
import dev.gleaner.pipeline.Engine;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Keeps the folders and what is written down about them together: look at the disk, ask the database, set right on the disk,
 * write down. Each step by itself, so that no connection waits for a disk; a crash between two of them is what the next
 * look sets right. Any number of replicas may do it on one folder.
 */
@ApplicationScoped
class FolderWatch {
    private static final Logger LOG = Logger.getLogger(FolderWatch.class);

    private final Engine engine;
    private final SessionGateway sessions;
    private final Offload offload;
    private final FolderCensus census;
    private final FolderOrder order;
    private final PriceFiles files;
    private final PriceFileIntake intake;
    private volatile String complaint;

    FolderWatch(
            Engine engine,
            SessionGateway sessions,
            Offload offload,
            FolderCensus census,
            FolderOrder order,
            PriceFiles files,
            PriceFileIntake intake) {
        this.engine = engine;
        this.sessions = sessions;
        this.offload = offload;
        this.census = census;
        this.order = order;
        this.files = files;
        this.intake = intake;
    }

    @Scheduled(every = "{gleaner.stocks.poll}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return engine.isWorking() ? restore() : Uni.createFrom().voidItem();
    }

    private Uni<Void> restore() {
        return offload.block(census::take)
                .chain(seen -> restore(seen))
                .invoke(() -> complaint = null)
                .onFailure()
                .invoke(this::complain)
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> restore(List<RawFile> seen) {
        return sessions.inTransaction("look at price files", () -> files.standing(seen))
                .chain(known -> offload.block(() -> order.restore(seen, known)))
                .chain(changes -> changes.isEmpty() ? Uni.createFrom().voidItem() : write(changes));
    }

    private Uni<Void> write(FolderOrder.Changes changes) {
        return sessions.inTransaction(
                        "write down price files",
                        () -> intake.receive(changes.arrivals()).chain(() -> files.moved(changes.moves())))
                .invoke(engine::nudge);
    }

    /** Once for as long as it lasts: a folder that cannot be written to will not be so a second later. */
    private void complain(Throwable failure) {
        String words = failure.toString();
        if (!Objects.equals(words, complaint)) {
            LOG.warnf("The folder of price files cannot be kept in order: %s", words);
        }
        complaint = words;
    }
}
