package dev.gleaner.workflow.scan;

import dev.gleaner.curation.ItemView;
import dev.gleaner.vocabulary.PageSelection;
import dev.gleaner.vocabulary.ScanStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A scan as clients see it. */
@RegisterForReflection
record ScanView(
        UUID id,
        UUID domainId,
        String domain,
        int maxPages,
        PageSelection selectPages,
        ScanStatus status,
        Counts counts,
        ItemView.ErrorView error,
        Instant createdAt,
        Instant finishedAt) {

    /** How far it has come. */
    @RegisterForReflection
    @Schema(name = "ScanCounts")
    record Counts(int sitemaps, int pages, int pagesDone, int pagesFailed, int contacts) {}

    static ScanView of(Scan scan) {
        return new ScanView(
                scan.id,
                scan.domainId,
                scan.domain,
                scan.maxPages,
                scan.selectPages,
                scan.status,
                new Counts(scan.sitemaps, scan.pages, scan.pagesDone, scan.pagesFailed, scan.contacts),
                scan.error == null || scan.error.code() == null ? null : ItemView.ErrorView.of(scan.error),
                scan.createdAt,
                scan.finishedAt);
    }
}
