package dev.gleaner.fetch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How long each host wants to be left alone: what the operator says, or the host's own wish if that is longer. */
final class HostDelays {
    private static final int REMEMBERED = 100_000;

    private final Duration standard;
    private final Map<String, Duration> configured;
    private final Cache<String, Duration> wishes;

    HostDelays(FetchSettings settings) {
        this.standard = settings.defaultDelay();
        this.configured = settings.delays().entrySet().stream()
                .collect(Collectors.toMap(entry -> bare(entry.getKey()), Map.Entry::getValue, HostDelays::longer));
        this.wishes = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(settings.robotsMaxAge())
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
        Duration ours = configured.getOrDefault(bare, standard);
        return Optional.ofNullable(wishes.getIfPresent(bare))
                .map(wish -> longer(wish, ours))
                .orElse(ours);
    }

    /** Remembers the {@code Crawl-delay} of a host, already clamped. */
    void learn(String host, Optional<Duration> crawlDelay) {
        crawlDelay.ifPresentOrElse(wish -> wishes.put(bare(host), wish), () -> wishes.invalidate(bare(host)));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
