package dev.gleaner.fetch;

import dev.gleaner.address.WebUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Says what the fetcher would decide on a robots.txt, and by which line. The decision is the fetcher's own; the line is
 * looked for afterwards, with the same matcher.
 */
@ApplicationScoped
public class RobotsEvaluator {
    private final RobotsReader reader;
    private final String ownToken;

    RobotsEvaluator(FetchSettings settings) {
        this.reader = new RobotsReader(settings);
        this.ownToken = settings.productToken().toLowerCase(Locale.ROOT);
    }

    /**
     * What holds for one address.
     *
     * @param url the address
     * @param allowed whether it may be fetched
     * @param rule the line that decides, without comment; empty if none matches, which allows
     * @param line its number, from 1; empty if none matches
     */
    public record Decision(WebUrl url, boolean allowed, Optional<String> rule, Optional<Integer> line) {}

    /**
     * What a robots.txt means.
     *
     * @param decisions one per address, in their order
     * @param crawlDelay as it would be honoured: clamped to the configured longest
     * @param sitemaps those it names; relative ones against the first address
     */
    public record Evaluation(List<Decision> decisions, Optional<Duration> crawlDelay, List<WebUrl> sitemaps) {}

    /** The name under which robots.txt files know us. */
    public String ownToken() {
        return ownToken;
    }

    /** The product token that a user agent's name begins with; empty if it begins with none (RFC 9309 §2.2.1). */
    public static Optional<String> productToken(String agent) {
        String name = agent.strip();
        return name.equals("*") ? Optional.of(name) : RobotsText.productToken(name);
    }

    /** Evaluates a text for a product token. */
    public Evaluation evaluate(String robotsTxt, String token, List<WebUrl> urls) {
        RobotsText text = reader.text(robotsTxt.getBytes(StandardCharsets.UTF_8));
        String agent = token.toLowerCase(Locale.ROOT);
        Robots robots = reader.read(robotsUrl(urls), text, agent);
        List<RobotsLine> lines = RobotsLine.of(text, agent);
        return new Evaluation(
                urls.stream().map(url -> decision(url, robots, lines)).toList(),
                robots.crawlDelay(),
                robots.sitemaps());
    }

    private static WebUrl robotsUrl(List<WebUrl> urls) {
        return urls.stream()
                .findFirst()
                .flatMap(url -> url.resolve("/robots.txt"))
                .orElseGet(() -> WebUrl.of("http://robots.example/robots.txt"));
    }

    private static Decision decision(WebUrl url, Robots robots, List<RobotsLine> lines) {
        Optional<RobotsLine> line = robots.deciding(url)
                .flatMap(rule -> lines.stream()
                        .filter(it -> it.patterns().contains(rule))
                        .findFirst());
        return new Decision(url, robots.allows(url), line.map(RobotsLine::text), line.map(RobotsLine::number));
    }
}
