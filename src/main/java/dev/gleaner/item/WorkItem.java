package dev.gleaner.item;

import dev.gleaner.vocabulary.CurationStatus;
import dev.gleaner.vocabulary.ProcessingStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that people curate and the machine processes. Carries both statuses; the lease and the attempts are the
 * engine's, which moves them set-based, so nothing but {@link #curate} changes a status here.
 */
@MappedSuperclass
public abstract class WorkItem {
    /** Goes before everything else: a person is waiting for it. */
    public static final short URGENT = 0;

    /** The priority of everything that nobody waits for. */
    public static final short BULK = 1;

    @Id
    private UUID id;

    @Column(updatable = false)
    private String tenant;

    /** Items of one lane never run at once: the host for sites. The empty lane has no such limit. */
    @Column(updatable = false)
    private String lane;

    /** 0 goes first: a person waits for it. */
    private short priority = BULK;

    @Enumerated(EnumType.STRING)
    private CurationStatus curationStatus = CurationStatus.NEW;

    @Enumerated(EnumType.STRING)
    private ProcessingStatus processingStatus = ProcessingStatus.IDLE;

    private int attempts;
    private Instant nextAttemptAt;
    private String leaseOwner;
    private Instant leaseUntil;
    private long leaseNumber;

    /** Protected because Hibernate's enhancement of the subclasses has to see an embedded field. */
    @Embedded
    protected ItemError error;

    private Instant createdAt;
    private Instant updatedAt;

    /** For Hibernate. */
    protected WorkItem() {}

    protected WorkItem(UUID id, String tenant, String lane, Instant now) {
        this.id = id;
        this.tenant = tenant;
        this.lane = lane;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /**
     * Records a person's decision, and is the one adapter between the two statuses: selecting queues the item unless it
     * is queued or in flight already; leaving {@code SELECTED} takes it from the queue; an item in flight finishes.
     */
    public final void curate(CurationStatus decision, Instant now) {
        if (curationStatus != decision) {
            curationStatus = decision;
            updatedAt = now;
        }
        if (decision == CurationStatus.SELECTED) {
            if (processingStatus != ProcessingStatus.PROCESSING && processingStatus != ProcessingStatus.QUEUED) {
                queue(now);
            }
        } else if (processingStatus == ProcessingStatus.QUEUED) {
            processingStatus = ProcessingStatus.IDLE;
            nextAttemptAt = null;
            updatedAt = now;
        }
    }

    private void queue(Instant now) {
        processingStatus = ProcessingStatus.QUEUED;
        priority = BULK;
        attempts = 0;
        nextAttemptAt = now;
        error = null;
        updatedAt = now;
    }

    /** Identity, the same for good. */
    public UUID id() {
        return id;
    }

    /** Whose it is. */
    public String tenant() {
        return tenant;
    }

    /** The queue within the queue in which items go one at a time; an empty name if it does not matter. */
    public String lane() {
        return lane;
    }

    /** Whether a person waits for it, so that it goes before the rest. */
    public boolean isUrgent() {
        return priority == URGENT;
    }

    /** What a person wants. */
    public CurationStatus curationStatus() {
        return curationStatus;
    }

    /** What the machine does. */
    public ProcessingStatus processingStatus() {
        return processingStatus;
    }

    /** How many attempts were begun since it was queued. */
    public int attempts() {
        return attempts;
    }

    /** From when on it may be claimed; empty if it is not queued. */
    public Optional<Instant> nextAttemptAt() {
        return Optional.ofNullable(nextAttemptAt);
    }

    /** The number of the latest lease: only its holder may write a result. */
    public long leaseNumber() {
        return leaseNumber;
    }

    /** Which replica works on it; empty if none does. */
    public Optional<String> leaseOwner() {
        return Optional.ofNullable(leaseOwner);
    }

    /** Until when that replica holds it, unless it renews; empty if none does. */
    public Optional<Instant> leaseUntil() {
        return Optional.ofNullable(leaseUntil);
    }

    /** Why the last attempt failed. */
    public Optional<ItemError> error() {
        return Optional.ofNullable(error).filter(it -> it.code() != null);
    }

    /** When the row was made. */
    public Instant createdAt() {
        return createdAt;
    }

    /** When a status last changed. */
    public Instant updatedAt() {
        return updatedAt;
    }
}
