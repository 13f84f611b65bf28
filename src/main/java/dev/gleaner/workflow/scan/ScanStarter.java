package dev.gleaner.workflow.scan;

import dev.gleaner.address.SiteName;
import dev.gleaner.http.ProblemException;
import dev.gleaner.identity.Actor;
import dev.gleaner.identity.Audit;
import dev.gleaner.quota.Quotas;
import dev.gleaner.vocabulary.AuditAction;
import dev.gleaner.workflow.domain.DomainIntake;
import dev.gleaner.workflow.site.ScanOrder;
import dev.gleaner.workflow.site.SiteRegister;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Starts scans: enters the domain and gives the first room its order. Runs inside the caller's transaction. */
@ApplicationScoped
class ScanStarter {
    private final SiteRegister sites;
    private final Scans scans;
    private final DomainIntake domains;
    private final Quotas quotas;
    private final Audit audit;

    ScanStarter(SiteRegister sites, Scans scans, DomainIntake domains, Quotas quotas, Audit audit) {
        this.sites = sites;
        this.scans = scans;
        this.domains = domains;
        this.quotas = quotas;
        this.audit = audit;
    }

    /**
     * A new scan, or the one under way if it is the same.
     *
     * @throws ProblemException (in the Uni) if a different one is under way, or a quota is used up
     */
    Uni<Scan> start(Actor actor, SiteName site, ScanRequest request) {
        return sites.enter(actor.tenant(), List.of(site))
                .map(entries -> entries.get(site).id())
                .chain(domain -> scans.underWay(domain)
                        .chain(running ->
                                running == null ? begin(actor, domain, site, request) : join(running, request)));
    }

    private static Uni<Scan> join(Scan running, ScanRequest request) {
        return running.isLike(request)
                ? Uni.createFrom().item(running)
                : Uni.createFrom()
                        .failure(ProblemException.conflict("A scan of this domain with other settings is under way: "
                                + running.id() + ". Wait until it has ended."));
    }

    private Uni<Scan> begin(Actor actor, UUID domain, SiteName site, ScanRequest request) {
        return quotas.requireOpenDay(actor.tenant())
                .chain(ScanStarter::now)
                .map(now ->
                        new Scan(actor.tenant(), domain, site.value(), request.maxPages(), request.selectPages(), now))
                .call(scans::persistAndFlush)
                .call(scan -> audit.record(actor, AuditAction.SCAN_STARTED, "domain/" + site.value(), request))
                .call(scan ->
                        domains.survey(domain, new ScanOrder(scan.id(), request.selectPages(), request.maxPages())));
    }

    /** The database's clock: what a scan has done is told by comparing with the times that statements write. */
    private static Uni<Instant> now() {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery("select now()", Instant.class).getSingleResult());
    }
}
