package dev.gleaner.identity;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.gleaner.vocabulary.AuditAction;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An audit line as administrators see it. */
@RegisterForReflection
record AuditView(
        UUID id,
        Instant at,
        String actor,
        AuditAction action,
        String subject,
        @JsonRawValue @Schema(implementation = Map.class) String details) {

    static AuditView of(AuditEntry entry) {
        return new AuditView(entry.id, entry.at, entry.actor, entry.action, entry.subject, entry.details);
    }
}
