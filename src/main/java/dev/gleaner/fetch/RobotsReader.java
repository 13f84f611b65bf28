package dev.gleaner.fetch;

import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import dev.gleaner.address.WebUrl;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads robots.txt files. Blocking by the size of the file only. */
final class RobotsReader {
    private static final int WARNINGS = 5;

    /** As many as the discovery of sitemaps goes by; each may be two hundred times as long as the line that names it. */
    private static final int MOST_SITEMAPS = 1000;

    private final String agent;
    private final Duration longestDelay;
    private final long maxBytes;

    RobotsReader(FetchSettings settings) {
        this.agent = settings.productToken().toLowerCase(Locale.ROOT);
        this.longestDelay = settings.maxCrawlDelay();
        this.maxBytes = settings.robotsMaxBytes().asLongValue();
    }

    Robots read(WebUrl robotsUrl, byte[] bytes) {
        return read(robotsUrl, text(bytes), agent);
    }

    RobotsText text(byte[] bytes) {
        return RobotsText.of(bytes, maxBytes);
    }

    /** The parser's own limit would turn a long delay into "disallow everything": a site must not be lost to it. */
    Robots read(WebUrl robotsUrl, RobotsText text, String agent) {
        SimpleRobotRules rules = new SimpleRobotRulesParser(Long.MAX_VALUE, WARNINGS)
                .parseContent(robotsUrl.toString(), text.canonical(), "text/plain", List.of(agent));
        List<RobotsPattern> patterns = rules.getRobotRules().stream()
                .flatMap(RobotsPattern::of)
                .sorted(RobotsPattern.BY_PRECEDENCE)
                .toList();
        return Robots.found(patterns, crawlDelay(rules), sitemaps(robotsUrl, text));
    }

    private Optional<Duration> crawlDelay(SimpleRobotRules rules) {
        return Optional.of(rules.getCrawlDelay())
                .filter(delay -> delay >= 0)
                .map(delay -> Duration.ofMillis(Math.min(delay, longestDelay.toMillis())));
    }

    private static List<WebUrl> sitemaps(WebUrl robotsUrl, RobotsText text) {
        return text.sitemaps().stream()
                .map(robotsUrl::resolve)
                .flatMap(Optional::stream)
                .distinct()
                .limit(MOST_SITEMAPS)
                .toList();
    }
}
