package dev.gleaner.workflow.sitemap;

import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Content;
import dev.gleaner.fetch.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Small sitemaps that a survey has just read to see whether they are any. Their import follows at once as a rule, and a
 * site should not be asked twice for the same. Bounded in number, size and age; losing one costs a request.
 */
@ApplicationScoped
public class ProbedSitemaps {
    private static final int MOST = 64;
    private static final int LARGEST = 32 * 1024;
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Clock clock;
    private final Map<WebUrl, Probed> probed = new LinkedHashMap<>();

    private record Probed(Response response, Instant at) {}

    ProbedSitemaps(Clock clock) {
        this.clock = clock;
    }

    /** Keeps an answer for its import, if it is small enough to be whole. */
    public synchronized void keep(Response response) {
        if (response.content() instanceof Content.InMemory && response.content().size() <= LARGEST) {
            Probed answer = new Probed(response, clock.instant());
            probed.put(response.requested(), answer);
            probed.put(response.url(), answer);
            probed.keySet().stream()
                    .limit(Math.max(0, probed.size() - MOST))
                    .toList()
                    .forEach(probed::remove);
        }
    }

    /** The answer that came from this address, or was asked for there, a moment ago; once. */
    synchronized Optional<Response> take(WebUrl url) {
        return Optional.ofNullable(probed.remove(url))
                .filter(it -> it.at().plus(FRESH).isAfter(clock.instant()))
                .map(Probed::response);
    }
}
