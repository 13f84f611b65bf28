package dev.gleaner.workflow.domain;

import dev.gleaner.address.SiteName;
import dev.gleaner.curation.Curation;
import dev.gleaner.curation.Decision;
import dev.gleaner.vocabulary.CurationStatus;
import dev.gleaner.workflow.site.Entry;
import dev.gleaner.workflow.site.Line;
import dev.gleaner.workflow.site.SiteRegister;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Enters domains that a person submits. Runs inside the caller's transaction. */
@ApplicationScoped
class DomainSubmissions {
    private final Domains domains;
    private final SiteRegister sites;
    private final Curation curation;

    DomainSubmissions(Domains domains, SiteRegister sites, Curation curation) {
        this.domains = domains;
        this.sites = sites;
        this.curation = curation;
    }

    Uni<DomainReceipt> receive(String tenant, DomainSubmission submission) {
        return sites.enter(tenant, Line.keys(submission.domains(), SiteName::parse))
                .chain(entries -> queued(tenant, submission, entries)
                        .map(queued ->
                                DomainReceipt.of(Line.of(submission.domains(), SiteName::parse, entries), queued)));
    }

    private Uni<Long> queued(String tenant, DomainSubmission submission, Map<SiteName, Entry> entries) {
        if (!submission.select() || entries.isEmpty()) {
            return Uni.createFrom().item(0L);
        }
        return curation.decide(
                        domains,
                        tenant,
                        Decision.of(
                                CurationStatus.SELECTED,
                                entries.values().stream().map(Entry::id).toList()))
                .map(it -> it.queued());
    }
}
