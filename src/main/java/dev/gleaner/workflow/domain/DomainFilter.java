package dev.gleaner.workflow.domain;

import dev.gleaner.curation.FailedFor;
import dev.gleaner.curation.Filter;
import dev.gleaner.curation.Processed;
import dev.gleaner.http.Condition;
import dev.gleaner.vocabulary.CurationStatus;
import dev.gleaner.vocabulary.ProcessingStatus;
import dev.gleaner.workflow.site.SearchWords;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jboss.resteasy.reactive.RestQuery;

/** The fields by which domains are listed and decided upon. */
@RegisterForReflection
record DomainFilter(
        @RestQuery CurationStatus curationStatus,
        @RestQuery ProcessingStatus processingStatus,
        @RestQuery String errorCode,
        @RestQuery String q)
        implements Filter {

    @Override
    public Condition condition() {
        return Condition.equal("curationStatus", curationStatus)
                .and(Processed.to(processingStatus))
                .and(FailedFor.code(errorCode))
                .and(SearchWords.contain(DomainSearch.class, q));
    }
}
