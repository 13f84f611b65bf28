package dev.gleaner.fetch;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import dev.gleaner.address.WebUrl;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads robots.txt files. Blocking by the size of the file only. */
final class RobotsReader {
    private static final int WARNINGS = 5;

    private final String agent;
    private final Duration longestDelay;

    RobotsReader(FetchSettings settings) {
        this.agent = settings.productToken().toLowerCase(Locale.ROOT);
        this.longestDelay = settings.maxCrawlDelay();
    }

    Robots read(WebUrl robotsUrl, Response response) throws IOException {
        try (InputStream body = response.content().open()) {
            return read(robotsUrl, body.readAllBytes());
        }
    }

    Robots read(WebUrl robotsUrl, byte[] bytes) {
        return read(robotsUrl, bytes, agent);
    }

    /** The parser's own limit would turn a long delay into "disallow everything": a site must not be lost to it. */
    Robots read(WebUrl robotsUrl, byte[] bytes, String agent) {
        BaseRobotRules rules = new SimpleRobotRulesParser(Long.MAX_VALUE, WARNINGS)
                .parseContent(robotsUrl.toString(), bytes, "text/plain", List.of(agent));
        return Robots.found(rules, crawlDelay(rules), sitemaps(robotsUrl, rules));
    }

    private Optional<Duration> crawlDelay(BaseRobotRules rules) {
        return Optional.of(rules.getCrawlDelay())
                .filter(delay -> delay >= 0)
                .map(delay -> Duration.ofMillis(Math.min(delay, longestDelay.toMillis())));
    }

    private static List<WebUrl> sitemaps(WebUrl robotsUrl, BaseRobotRules rules) {
        return rules.getSitemaps().stream()
                .map(robotsUrl::resolve)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }
}
