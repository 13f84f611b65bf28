package dev.gleaner.workflow.domain;

import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Validators;
import dev.gleaner.vocabulary.DiscoverySource;
import dev.gleaner.workflow.sitemap.FoundSitemap;

/**
 * A sitemap that a survey has found.
 *
 * @param url its address
 * @param source what names it
 * @param version what lay there, if it was looked at
 */
record ProbedSitemap(WebUrl url, DiscoverySource source, Validators version) {

    /** One that nobody has looked at yet. */
    ProbedSitemap(WebUrl url, DiscoverySource source) {
        this(url, source, Validators.none(url));
    }

    FoundSitemap found() {
        return new FoundSitemap(url, source);
    }

    ProbedSitemap with(Validators seen) {
        return new ProbedSitemap(url, source, seen);
    }
}
