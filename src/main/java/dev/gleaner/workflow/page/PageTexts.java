package dev.gleaner.workflow.page;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The shelf of the pages' texts. */
@ApplicationScoped
class PageTexts implements PanacheRepositoryBase<PageText, UUID> {

    /** The texts of these pages, as far as they were read. The pages' tenant is the caller's concern. */
    Uni<Map<UUID, String>> of(Collection<Page> pages) {
        return list("pageId in ?1", pages.stream().map(Page::id).toList())
                .map(texts -> texts.stream().collect(Collectors.toMap(it -> it.pageId, it -> it.content)));
    }
}
