package dev.gleaner.workflow.site;

import dev.gleaner.address.SiteName;
import dev.gleaner.http.Condition;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what belongs to a site by the site's name instead of its id. */
public final class SiteCondition {
    private SiteCondition() {}

    /**
     * The attribute {@code domainId} is that of the domain of this name, or of any address on it; null is any. To be
     * joined to the condition on {@code tenant}, whose parameter it shares. The domain is asked for by equality, not as
     * one of a set, so that the index on it gives the rows in their order.
     */
    public static Condition named(@Nullable String site) {
        return site == null
                ? Condition.everything()
                : Condition.of(
                        "domainId = (select d.id from Domain d where d.tenant = :tenant and d.name = :siteName)",
                        Map.of(
                                "siteName",
                                SiteName.parse(site).map(SiteName::value).orElse(site)));
    }
}
