package dev.gleaner.workflow.site;

import dev.gleaner.address.SiteName;
import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.FetchRequest;
import dev.gleaner.fetch.Validators;
import dev.gleaner.vocabulary.FetchPurpose;
import java.util.Optional;
import java.util.UUID;

/**
 * Whose sitemaps, pages and contacts these are.
 *
 * @param tenant the tenant
 * @param domainId the domain's row
 * @param name the domain's name
 * @param ignoresRobots whether the operator has said that robots.txt does not count on it
 */
public record Site(String tenant, UUID domainId, SiteName name, boolean ignoresRobots) {

    /** One on which robots.txt counts. */
    public Site(String tenant, UUID domainId, SiteName name) {
        this(tenant, domainId, name, false);
    }

    /** What to ask a server of this site for. */
    public FetchRequest request(WebUrl url, FetchPurpose purpose, Optional<Validators> known) {
        return new FetchRequest(url, purpose, known, ignoresRobots);
    }
}
