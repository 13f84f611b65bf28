package dev.gleaner.identity;

import dev.gleaner.vocabulary.AuditAction;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** One line of the audit log. Written by {@link Audit}, never changed. */
@Entity
class AuditEntry {
    @Id
    UUID id;

    String tenant;
    Instant at;
    String actor;

    @Enumerated(EnumType.STRING)
    AuditAction action;

    String subject;
    String details;

    /** For Hibernate. */
    protected AuditEntry() {}

    UUID id() {
        return id;
    }

    Instant at() {
        return at;
    }
}
