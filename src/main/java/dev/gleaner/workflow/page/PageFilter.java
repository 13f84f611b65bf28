package dev.gleaner.workflow.page;

import dev.gleaner.curation.FailedFor;
import dev.gleaner.curation.Filter;
import dev.gleaner.curation.Processed;
import dev.gleaner.http.Condition;
import dev.gleaner.vocabulary.CurationStatus;
import dev.gleaner.vocabulary.PageCategory;
import dev.gleaner.vocabulary.ProcessingStatus;
import dev.gleaner.workflow.site.SearchWords;
import dev.gleaner.workflow.site.SiteCondition;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;

/** The fields by which pages are listed and decided upon. */
@RegisterForReflection
record PageFilter(
        @RestQuery CurationStatus curationStatus,
        @RestQuery ProcessingStatus processingStatus,
        @RestQuery String errorCode,
        @RestQuery UUID domainId,
        @RestQuery String domain,
        @RestQuery UUID sitemapId,
        @RestQuery PageCategory category,
        @RestQuery Double minConfidence,
        @RestQuery Instant updatedSince,
        @RestQuery String q)
        implements Filter {

    @Override
    public Condition condition() {
        return Condition.equal("curationStatus", curationStatus)
                .and(Processed.to(processingStatus))
                .and(FailedFor.code(errorCode))
                .and(Condition.equal("domainId", domainId))
                .and(SiteCondition.named(domain))
                .and(Condition.equal("sitemapId", sitemapId))
                .and(Condition.equal("category", category))
                .and(Condition.atLeast("categoryConfidence", minConfidence))
                .and(Condition.atLeast("updatedAt", updatedSince))
                .and(SearchWords.contain(PageSearch.class, q));
    }
}
