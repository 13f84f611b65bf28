package dev.gleaner.workflow.scan;

import dev.gleaner.address.SiteName;
import dev.gleaner.http.ProblemException;
import dev.gleaner.workflow.domain.DomainIntake;
import dev.gleaner.workflow.site.ScanOrder;
import dev.gleaner.workflow.site.SiteRegister;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Starts scans: enters the domain and gives the first room its order. Runs inside the caller's transaction. */
@ApplicationScoped
class ScanStarter {
    private final SiteRegister sites;
    private final Scans scans;
    private final DomainIntake domains;

    ScanStarter(SiteRegister sites, Scans scans, DomainIntake domains) {
        this.sites = sites;
        this.scans = scans;
        this.domains = domains;
    }

    /**
     * A new scan, or the one under way if it is the same.
     *
     * @throws ProblemException (in the Uni) if a different one is under way
     */
    Uni<Scan> start(String tenant, SiteName site, ScanRequest request) {
        return sites.enter(tenant, List.of(site))
                .map(entries -> entries.get(site).id())
                .chain(domain -> scans.underWay(domain)
                        .chain(running ->
                                running == null ? begin(tenant, domain, site, request) : join(running, request)));
    }

    private static Uni<Scan> join(Scan running, ScanRequest request) {
        return running.isLike(request)
                ? Uni.createFrom().item(running)
                : Uni.createFrom()
                        .failure(ProblemException.conflict("A scan of this domain with other settings is under way: "
                                + running.id() + ". Wait until it has ended."));
    }

    /** As precise as the database keeps it, so that the first answer says the same as all later ones. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private Uni<Scan> begin(String tenant, UUID domain, SiteName site, ScanRequest request) {
        Scan scan = new Scan(tenant, domain, site.value(), request.maxPages(), request.selectPages(), now());
        ScanOrder order = new ScanOrder(scan.id(), request.selectPages(), request.maxPages());
        return scans.persistAndFlush(scan)
                .chain(() -> domains.survey(domain, order))
                .replaceWith(scan);
    }
}
