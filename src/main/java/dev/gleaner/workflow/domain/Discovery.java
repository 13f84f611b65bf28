package dev.gleaner.workflow.domain;

import java.util.List;
import java.util.stream.Stream;

/**
 * The sitemaps that a survey found.
 *
 * @param sitemaps those to be read
 * @param confirmed whether one of them was seen to be a sitemap; otherwise robots.txt names them and they did not answer
 */
record Discovery(List<ProbedSitemap> sitemaps, boolean confirmed) {

    Discovery and(List<ProbedSitemap> seen) {
        return new Discovery(
                Stream.concat(sitemaps.stream(), seen.stream()).distinct().toList(), confirmed || !seen.isEmpty());
    }
}
