package dev.gleaner.workflow.stock;

import dev.gleaner.curation.Filter;
import dev.gleaner.curation.Processed;
import dev.gleaner.http.Condition;
import dev.gleaner.vocabulary.CurationStatus;
import dev.gleaner.vocabulary.ProcessingStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jboss.resteasy.reactive.RestQuery;

/** The fields by which stocks are listed and decided upon. */
@RegisterForReflection
record StockFilter(
        @RestQuery CurationStatus curationStatus,
        @RestQuery ProcessingStatus processingStatus,
        @RestQuery Boolean active,
        @RestQuery String q)
        implements Filter {

    @Override
    public Condition condition() {
        return Condition.equal("curationStatus", curationStatus)
                .and(Processed.to(processingStatus))
                .and(Condition.equal("active", active))
                .and(Condition.contains("symbol", q));
    }
}
