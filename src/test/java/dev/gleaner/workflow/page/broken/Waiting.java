package dev.gleaner.workflow.page.broken;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.fetch.FetchRequest;
import dev.gleaner.fetch.Fetched;
import dev.gleaner.fetch.Fetcher;
import dev.gleaner.item.WorkItem;
import dev.gleaner.pipeline.Finished;
import dev.gleaner.pipeline.Workflow;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Transactions that wait for a site, by a detour. */
final class Waiting {
    private Waiting() {}

    static class Visitor {
        Fetcher fetcher;

        Uni<Fetched> visit(FetchRequest request) {
            return fetcher.get(request);
        }
    }

    static class WaitingResource {
        SessionGateway sessions;
        Visitor visitor;

        Uni<Fetched> run(FetchRequest request) {
            return sessions.inTransaction("a visit", () -> visitor.visit(request));
        }
    }

    abstract static class WaitingWorkflow<I extends WorkItem, R> implements Workflow<I, FetchRequest, R> {
        Visitor visitor;

        @Override
        public Uni<Void> persist(List<Finished<FetchRequest, R>> batch) {
            return visitor.visit(batch.get(0).task()).replaceWithVoid();
        }
    }
}
