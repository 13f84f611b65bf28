package dev.gleaner.workflow.sitemap;

import dev.gleaner.curation.FailedFor;
import dev.gleaner.curation.Filter;
import dev.gleaner.curation.Processed;
import dev.gleaner.http.Condition;
import dev.gleaner.vocabulary.CurationStatus;
import dev.gleaner.vocabulary.ProcessingStatus;
import dev.gleaner.vocabulary.SitemapKind;
import dev.gleaner.workflow.site.SearchWords;
import dev.gleaner.workflow.site.SiteCondition;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;

/** The fields by which sitemaps are listed and decided upon. */
@RegisterForReflection
record SitemapFilter(
        @RestQuery CurationStatus curationStatus,
        @RestQuery ProcessingStatus processingStatus,
        @RestQuery String errorCode,
        @RestQuery UUID domainId,
        @RestQuery String domain,
        @RestQuery SitemapKind kind,
        @RestQuery String q)
        implements Filter {

    @Override
    public Condition condition() {
        return Condition.equal("curationStatus", curationStatus)
                .and(Processed.to(processingStatus))
                .and(FailedFor.code(errorCode))
                .and(Condition.equal("domainId", domainId))
                .and(SiteCondition.named(domain))
                .and(Condition.equal("kind", kind))
                .and(SearchWords.contain(SitemapSearch.class, q));
    }
}
