package dev.gleaner.fetch;

import dev.gleaner.address.SiteName;
import dev.gleaner.address.WebUrl;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.FetchPurpose;
import java.util.Optional;
import java.util.Set;

/**
 * Which redirects are followed. None gives up encryption that the way began with, because whoever listens could then answer in
 * the site's name (robots.txt alone is followed there, because RFC 9309 §2.3.1.2 says so and a site would be lost otherwise); and only the purposes that the operator names may be led to another site.
 */
final class RedirectRules {
    private final boolean downgradesAllowed;
    private final Set<FetchPurpose> acrossSites;

    RedirectRules(FetchSettings settings) {
        this.downgradesAllowed = settings.httpsToHttpRedirects();
        this.acrossSites = settings.crossSiteRedirects().orElse(Set.of());
    }

    /** Why this step must not be taken; empty if it may. */
    Optional<Fetched> objection(FetchRequest request, WebUrl from, WebUrl to) {
        if (isDowngrade(from, to) && !downgradesAllowed && request.purpose() != FetchPurpose.ROBOTS) {
            return Optional.of(refused(from + " redirects from https to http"));
        } else if (!acrossSites.contains(rule(request.purpose())) && !isSameSite(request.url(), to)) {
            return Optional.of(refused(from + " redirects to another site, " + to.host()));
        }
        return Optional.empty();
    }

    private static boolean isDowngrade(WebUrl from, WebUrl to) {
        return from.scheme().equals("https") && to.scheme().equals("http");
    }

    /** A look at a sitemap goes wherever its import would go. */
    private static FetchPurpose rule(FetchPurpose purpose) {
        return purpose == FetchPurpose.PROBE ? FetchPurpose.SITEMAP : purpose;
    }

    /** With and without {@code www.}, and up and down between a site and its subdomains. */
    private static boolean isSameSite(WebUrl one, WebUrl other) {
        return one.host().equals(other.host()) || isBelow(one, other) || isBelow(other, one);
    }

    private static boolean isBelow(WebUrl url, WebUrl root) {
        return SiteName.ofHost(root.host()).filter(url::isOf).isPresent();
    }

    private static Fetched refused(String sentence) {
        return new Fetched.Refused(ErrorCode.REDIRECT_REFUSED, sentence);
    }
}
