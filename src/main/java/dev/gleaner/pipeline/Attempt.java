package dev.gleaner.pipeline;

import dev.gleaner.vocabulary.AttemptOutcome;
import dev.gleaner.vocabulary.Step;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** One row of the trail: who tried, when, and what came of it. Written set-based with the verdict. */
@Entity
public class Attempt {
    @Id
    UUID id;

    String tenant;
    String workflow;
    UUID itemId;
    int attempt;
    String replica;
    Instant claimedAt;
    Instant finishedAt;

    @Enumerated(EnumType.STRING)
    AttemptOutcome outcome;

    String errorCode;
    String errorMessage;

    @Enumerated(EnumType.STRING)
    Step errorStep;

    /** For Hibernate. */
    protected Attempt() {}

    UUID id() {
        return id;
    }

    Instant claimedAt() {
        return claimedAt;
    }
}
