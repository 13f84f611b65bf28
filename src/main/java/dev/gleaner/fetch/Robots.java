package dev.gleaner.fetch;

import dev.gleaner.address.WebUrl;
import dev.gleaner.vocabulary.RobotsStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a server's robots.txt says to us (RFC 9309). Valid for one scheme, host and port. */
public final class Robots {
    private final RobotsStatus status;
    private final List<RobotsPattern> rules;
    private final Optional<Duration> crawlDelay;
    private final List<WebUrl> sitemaps;

    private Robots(
            RobotsStatus status, List<RobotsPattern> rules, Optional<Duration> crawlDelay, List<WebUrl> sitemaps) {
        this.status = status;
        this.rules = List.copyOf(rules);
        this.crawlDelay = crawlDelay;
        this.sitemaps = List.copyOf(sitemaps);
    }

    static Robots found(List<RobotsPattern> rules, Optional<Duration> crawlDelay, List<WebUrl> sitemaps) {
        return new Robots(RobotsStatus.FOUND, rules, crawlDelay, sitemaps);
    }

    static Robots without(RobotsStatus status) {
        return new Robots(status, List.of(), Optional.empty(), List.of());
    }

    /** What came of reading it. */
    public RobotsStatus status() {
        return status;
    }

    /** Its {@code Crawl-delay} for us, clamped to the configured longest. */
    public Optional<Duration> crawlDelay() {
        return crawlDelay;
    }

    /** The sitemaps it names, in its order, each once. */
    public List<WebUrl> sitemaps() {
        return sitemaps;
    }

    /** Whether an address on this server may be fetched now. */
    public boolean allows(WebUrl url) {
        return status == RobotsStatus.ABSENT
                || status == RobotsStatus.FOUND
                        && deciding(url).map(RobotsPattern::allow).orElse(true);
    }

    /** The rule that decides on an address; robots.txt itself is nobody's to forbid. */
    Optional<RobotsPattern> deciding(WebUrl url) {
        String path = url.pathAndQuery();
        String subject = RobotsPattern.subject(path);
        return path.equals("/robots.txt")
                ? Optional.empty()
                : rules.stream().filter(rule -> rule.matches(subject)).findFirst();
    }
}
