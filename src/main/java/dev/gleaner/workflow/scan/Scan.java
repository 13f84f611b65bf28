package dev.gleaner.workflow.scan;

import dev.gleaner.item.ItemError;
import dev.gleaner.vocabulary.PageSelection;
import dev.gleaner.vocabulary.ScanStatus;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** One domain all the way through. The items do the work; {@link ScanUpkeep} keeps the books. */
@Entity
public class Scan {
    @Id
    UUID id;

    String tenant;
    UUID domainId;
    String domain;
    int maxPages;

    @Enumerated(EnumType.STRING)
    PageSelection selectPages;

    @Enumerated(EnumType.STRING)
    ScanStatus status;

    int sitemaps;
    int pages;
    int pagesDone;
    int pagesFailed;
    int contacts;

    @Embedded
    ItemError error;

    Instant createdAt;
    Instant finishedAt;

    /** For Hibernate. */
    protected Scan() {}

    Scan(String tenant, UUID domainId, String domain, int maxPages, PageSelection selectPages, Instant now) {
        this.id = UUID.randomUUID();
        this.tenant = tenant;
        this.domainId = domainId;
        this.domain = domain;
        this.maxPages = maxPages;
        this.selectPages = selectPages;
        this.status = ScanStatus.QUEUED;
        this.createdAt = now;
    }

    UUID id() {
        return id;
    }

    ScanStatus status() {
        return status;
    }

    Instant createdAt() {
        return createdAt;
    }

    boolean isLike(ScanRequest request) {
        return maxPages == request.maxPages() && selectPages == request.selectPages();
    }
}
