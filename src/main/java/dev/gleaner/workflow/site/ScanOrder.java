package dev.gleaner.workflow.site;

import dev.gleaner.vocabulary.PageSelection;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.UUID;

/** What a scan asks of the rooms that follow. Travels with the items, so that it survives everything they survive. */
@Embeddable
public class ScanOrder {
    @Column(name = "scan_id")
    private UUID scan;

    @Enumerated(EnumType.STRING)
    @Column(name = "select_pages")
    private PageSelection pages;

    @Column(name = "max_pages")
    private Integer maxPages;

    /** For Hibernate. */
    protected ScanOrder() {}

    public ScanOrder(UUID scan, PageSelection pages, int maxPages) {
        this.scan = scan;
        this.pages = pages;
        this.maxPages = maxPages;
    }

    /** The scan. */
    public UUID scan() {
        return scan;
    }

    /** Which pages it reads. */
    public PageSelection pages() {
        return pages;
    }

    /** How many pages it takes at most. */
    public int maxPages() {
        return maxPages;
    }
}
