package dev.gleaner.fetch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How long each host wants to be left alone: what the operator says, the host's own wish, or what it needs to breathe,
 * whichever is the longest.
 */
final class HostDelays {
    private static final int REMEMBERED = 100_000;
    private static final Duration SLOWNESS_PASSES = Duration.ofMinutes(10);

    private final Duration standard;
    private final Map<String, Duration> configured;
    private final double slowFactor;
    private final Duration longestSlow;
    private final Cache<String, Duration> wishes;

    /** Of those hosts only that are slower than their rest allows for. */
    private final Cache<String, Duration> slow;

    HostDelays(FetchSettings settings) {
        this.standard = settings.defaultDelay();
        this.configured = settings.delays().entrySet().stream()
                .collect(Collectors.toMap(entry -> bare(entry.getKey()), Map.Entry::getValue, HostDelays::longer));
        this.slowFactor = settings.slowFactor();
        this.longestSlow = settings.maxSlowDelay();
        this.wishes = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(settings.robotsMaxAge())
                .executor(Runnable::run)
                .build();
        this.slow = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(SLOWNESS_PASSES)
                .executor(Runnable::run)
                .build();
    }

    /** The host without {@code www.}: what counts as one server. */
    static String bare(String host) {
        return host.startsWith("www.") ? host.substring(4) : host;
    }

    /** The rest between two requests to a host. */
    Duration of(String host) {
        String bare = bare(host);
        Duration asked = asked(bare);
        return Optional.ofNullable(slow.getIfPresent(bare))
                .map(needed -> longer(needed, asked))
                .orElse(asked);
    }

    private Duration asked(String bare) {
        Duration ours = configured.getOrDefault(bare, standard);
        return Optional.ofNullable(wishes.getIfPresent(bare))
                .map(wish -> longer(wish, ours))
                .orElse(ours);
    }

    /** Remembers the {@code Crawl-delay} of a host, already clamped. */
    void learn(String host, Optional<Duration> crawlDelay) {
        crawlDelay.ifPresentOrElse(wish -> wishes.put(bare(host), wish), () -> wishes.invalidate(bare(host)));
    }

    /** Notes how long a host took for an exchange: the longer, the longer it rests after it. */
    void observe(String host, Duration taken) {
        String bare = bare(host);
        Duration needed =
                Duration.ofMillis((long) Math.min(taken.toMillis() * slowFactor, (double) longestSlow.toMillis()));
        if (needed.compareTo(asked(bare)) > 0) {
            slow.put(bare, needed);
        } else {
            slow.invalidate(bare);
        }
    }

    /** How many hosts are asked more slowly than they would have to be, for their own slowness. */
    long slowed() {
        return slow.estimatedSize();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
