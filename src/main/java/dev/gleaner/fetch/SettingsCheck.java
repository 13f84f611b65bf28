package dev.gleaner.fetch;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;

/** Refuses a start with settings that could not work or must not be: a sentence now beats a riddle at night. */
@ApplicationScoped
class SettingsCheck {
    private final FetchSettings settings;

    SettingsCheck(FetchSettings settings) {
        this.settings = settings;
    }

    void check(@Observes StartupEvent start) {
        require(settings, LaunchMode.current());
    }

    /**
     * Passes good settings.
     *
     * @throws IllegalStateException with a sentence for the operator otherwise
     */
    static void require(FetchSettings settings, LaunchMode mode) {
        require(
                mode != LaunchMode.NORMAL || !settings.allowPrivate(),
                "gleaner.fetch.allow-private (GLEANER_FETCH_ALLOW_PRIVATE) is for development: in production, name the"
                        + " hosts and their addresses in gleaner.fetch.resolve (GLEANER_FETCH_RESOLVE) instead");
        require(
                settings.productToken().matches("[A-Za-z_-]+"),
                "gleaner.fetch.product-token may have letters, - and _ only, but is " + settings.productToken());
        require(
                settings.userAgent().matches("[\\x20-\\x7e]+"),
                "gleaner.fetch.user-agent must be printable ASCII, but is " + settings.userAgent());
        FixedAddresses.of(settings);
        requireDurations(settings);
        requireNumbers(settings);
    }

    private static void requireDurations(FetchSettings settings) {
        requirePositive("connect-timeout", settings.connectTimeout());
        requirePositive("read-timeout", settings.readTimeout());
        requirePositive("page-deadline", settings.pageDeadline());
        requirePositive("robots-deadline", settings.robotsDeadline());
        requirePositive("sitemap-deadline", settings.sitemapDeadline());
        requirePositive("prices-deadline", settings.pricesDeadline());
        requirePositive("robots-max-age", settings.robotsMaxAge());
        requirePositive("robots-retry", settings.robotsRetry());
        requirePositive("robots-memory", settings.robotsMemory());
        requirePositive("circuit.window", settings.circuit().window());
        requirePositive("circuit.open", settings.circuit().open());
        requireNotNegative("max-slow-delay", settings.maxSlowDelay());
        requirePositive("default-retry-after", settings.defaultRetryAfter());
        requirePositive("max-retry-after", settings.maxRetryAfter());
        requireNotNegative("default-delay", settings.defaultDelay());
        requireNotNegative("max-crawl-delay", settings.maxCrawlDelay());
        settings.delays().forEach((host, delay) -> requireNotNegative("delays." + host, delay));
        requireNotNegative("retry.delay", settings.retry().delay());
        requireNotNegative("retry.jitter", settings.retry().jitter());
        require(
                settings.retry().maxDelay().compareTo(settings.retry().delay()) > 0,
                "gleaner.fetch.retry.max-delay must be longer than gleaner.fetch.retry.delay");
    }

    private static void requireNumbers(FetchSettings settings) {
        require(
                settings.slowFactor() >= 0,
                "gleaner.fetch.slow-factor must not be negative, but is " + settings.slowFactor());
        require(
                settings.circuit().failures() >= 0,
                "gleaner.fetch.circuit.failures must not be negative, but is "
                        + settings.circuit().failures());
        require(
                settings.maxRedirects() >= 0,
                "gleaner.fetch.max-redirects must not be negative, but is " + settings.maxRedirects());
        require(
                settings.retry().maxRetries() >= 0,
                "gleaner.fetch.retry.max-retries must not be negative, but is "
                        + settings.retry().maxRetries());
        require(
                settings.retry().factor() >= 1,
                "gleaner.fetch.retry.factor must be at least 1, but is "
                        + settings.retry().factor());
        require(
                settings.ports().stream().allMatch(port -> port > 0 && port < 65536),
                "gleaner.fetch.ports must be port numbers, but is " + settings.ports());
        requireTypes("page-types", settings.pageTypes());
        requireTypes("sitemap-types", settings.sitemapTypes());
        // Bodies up to these limits lie in memory, in one array each.
        require(
                Limits.inMemoryBodiesFit(settings),
                "gleaner.fetch.page-max-bytes, robots-max-bytes, spool-threshold and max-header-bytes must lie between"
                        + " 1 byte and 1 GB");
        require(
                settings.sitemapMaxBytes().asLongValue() > 0,
                "gleaner.fetch.sitemap-max-bytes must be positive, but is "
                        + settings.sitemapMaxBytes().asLongValue());
        require(
                settings.pricesMaxBytes().asLongValue() > 0,
                "gleaner.fetch.prices-max-bytes must be positive, but is "
                        + settings.pricesMaxBytes().asLongValue());
    }

    private static void requireTypes(String key, Set<String> types) {
        require(
                types.stream().allMatch(ContentTypes::isName),
                "gleaner.fetch." + key + " must be media types like text/html or text/*, but is " + types);
    }

    private static void requirePositive(String key, Duration value) {
        require(value.toMillis() > 0, "gleaner.fetch." + key + " must be at least 1ms, but is " + value);
    }

    private static void requireNotNegative(String key, Duration value) {
        require(!value.isNegative(), "gleaner.fetch." + key + " must not be negative, but is " + value);
    }

    private static void require(boolean fulfilled, String sentence) {
        if (!fulfilled) {
            throw new IllegalStateException(sentence);
        }
    }
}
