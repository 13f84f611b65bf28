package dev.gleaner.identity;

import dev.gleaner.http.Condition;
import dev.gleaner.vocabulary.AuditAction;
import java.time.Instant;
import java.util.Map;
import org.jboss.resteasy.reactive.RestQuery;

/** The fields by which audit lines are listed. */
record AuditFilter(
        @RestQuery String actor,
        @RestQuery AuditAction action,
        @RestQuery String subject,
        @RestQuery Instant from,
        @RestQuery Instant to) {

    Condition condition() {
        return Condition.equal("actor", actor)
                .and(Condition.equal("action", action))
                .and(Condition.equal("subject", subject))
                .and(from == null ? Condition.everything() : Condition.of("at >= :from", Map.of("from", from)))
                .and(to == null ? Condition.everything() : Condition.of("at < :to", Map.of("to", to)));
    }
}
