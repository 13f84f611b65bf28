package dev.gleaner.workflow.contact;

import dev.gleaner.vocabulary.ContactKind;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** A way to reach somebody, once per domain, however many pages show it. Written set-based by {@link ContactIntake}. */
@Entity
public class Contact {
    @Id
    UUID id;

    String tenant;
    UUID domainId;
    String domain;

    @Enumerated(EnumType.STRING)
    ContactKind kind;

    String value;
    String label;
    boolean role;
    double confidence;
    Instant createdAt;
    Instant updatedAt;

    /** For Hibernate. */
    protected Contact() {}

    UUID id() {
        return id;
    }

    String value() {
        return value;
    }

    Instant createdAt() {
        return createdAt;
    }
}
