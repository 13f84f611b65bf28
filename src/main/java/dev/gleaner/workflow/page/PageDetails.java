package dev.gleaner.workflow.page;

import dev.gleaner.pipeline.PipelineSettings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Makes the views of single pages, with their texts. Runs inside the caller's transaction. */
@ApplicationScoped
class PageDetails {
    private final PageTexts texts;
    private final int maxAttempts;

    PageDetails(PageTexts texts, PipelineSettings settings) {
        this.texts = texts;
        this.maxAttempts = settings.of("page").maxAttempts();
    }

    Uni<List<PageDetailView>> of(List<Page> pages) {
        return texts.of(pages)
                .map(known -> pages.stream()
                        .map(page -> new PageDetailView(PageView.of(page, maxAttempts), known.get(page.id())))
                        .toList());
    }
}
