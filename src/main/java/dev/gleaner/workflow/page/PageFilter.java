package dev.gleaner.workflow.page;

import dev.gleaner.curation.Filter;
import dev.gleaner.http.Condition;
import dev.gleaner.vocabulary.CurationStatus;
import dev.gleaner.vocabulary.PageCategory;
import dev.gleaner.vocabulary.ProcessingStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;

/** The fields by which pages are listed and decided upon. */
@RegisterForReflection
record PageFilter(
        @RestQuery CurationStatus curationStatus,
        @RestQuery ProcessingStatus processingStatus,
        @RestQuery UUID domainId,
        @RestQuery UUID sitemapId,
        @RestQuery PageCategory category,
        @RestQuery String q)
        implements Filter {

    @Override
    public Condition condition() {
        return Condition.equal("curationStatus", curationStatus)
                .and(Condition.equal("processingStatus", processingStatus))
                .and(Condition.equal("domainId", domainId))
                .and(Condition.equal("sitemapId", sitemapId))
                .and(Condition.equal("category", category))
                .and(Condition.contains("url", q).or(Condition.contains("title", q)));
    }
}
