package dev.gleaner.workflow.contact;

import dev.gleaner.http.Condition;
import dev.gleaner.vocabulary.ContactKind;
import dev.gleaner.workflow.site.SiteCondition;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;

/** The fields by which contacts are listed. */
record ContactFilter(
        @RestQuery UUID domainId,
        @RestQuery String domain,
        @RestQuery ContactKind kind,
        @RestQuery String q) {

    Condition condition() {
        return Condition.equal("domainId", domainId)
                .and(SiteCondition.named(domain))
                .and(Condition.equal("kind", kind))
                .and(ContactSearch.contains(q));
    }
}
