package dev.gleaner.workflow.site;

import dev.gleaner.address.SiteName;
import dev.gleaner.http.Condition;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what belongs to a site by the site's name instead of its id. */
public final class SiteCondition {
    private SiteCondition() {}

    /** The attribute {@code domainId} is that of the domain of this name, or of any address on it; null is any. */
    public static Condition named(@Nullable String site) {
        return site == null
                ? Condition.everything()
                : Condition.of(
                        "domainId in (select d.id from Domain d where d.name = :siteName)",
                        Map.of(
                                "siteName",
                                SiteName.parse(site).map(SiteName::value).orElse(site)));
    }
}
