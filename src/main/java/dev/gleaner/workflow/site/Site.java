package dev.gleaner.workflow.site;

import dev.gleaner.address.SiteName;
import java.util.UUID;

/**
 * Whose sitemaps, pages and contacts these are.
 *
 * @param tenant the tenant
 * @param domainId the domain's row
 * @param name the domain's name
 */
public record Site(String tenant, UUID domainId, SiteName name) {}
