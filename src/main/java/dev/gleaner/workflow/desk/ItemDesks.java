package dev.gleaner.workflow.desk;

import dev.gleaner.curation.Curation;
import dev.gleaner.database.SessionGateway;
import dev.gleaner.http.Listings;
import dev.gleaner.http.Sorting;
import dev.gleaner.identity.Audit;
import dev.gleaner.identity.CurrentUser;
import dev.gleaner.item.WorkItem;
import dev.gleaner.item.WorkItems;
import dev.gleaner.pipeline.Engine;
import dev.gleaner.pipeline.PipelineSettings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Sets up desks for resources. */
@ApplicationScoped
public class ItemDesks {
    private final ItemDesk.Clerk clerk;
    private final PipelineSettings settings;

    ItemDesks(
            SessionGateway sessions,
            Listings listings,
            Curation curation,
            Engine engine,
            Audit audit,
            CurrentUser user,
            PipelineSettings settings) {
        this.clerk = new ItemDesk.Clerk(sessions, listings, curation, engine, audit, user);
        this.settings = settings;
    }

    /** A desk whose views need nothing but the item and how often its workflow tries. */
    public <I extends WorkItem, V> ItemDesk<I, V> of(
            String workflow, WorkItems<I> shelf, Sorting<I> sorting, BiFunction<I, Integer, V> view) {
        int maxAttempts = settings.of(workflow).maxAttempts();
        return of(
                shelf,
                sorting,
                items -> Uni.createFrom()
                        .item(items.stream()
                                .map(item -> view.apply(item, maxAttempts))
                                .toList()));
    }

    /** A desk whose views are made a page at a time, inside its transaction. */
    public <I extends WorkItem, V> ItemDesk<I, V> of(
            WorkItems<I> shelf, Sorting<I> sorting, Function<List<I>, Uni<List<V>>> views) {
        return new ItemDesk<>(clerk, shelf, sorting, views);
    }
}
