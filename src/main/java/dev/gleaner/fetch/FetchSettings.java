package dev.gleaner.fetch;

import dev.gleaner.vocabulary.FetchPurpose;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How the service behaves towards other people's servers, and how much it takes from them. */
@ConfigMapping(prefix = "gleaner.fetch")
public interface FetchSettings {

    /** The name that robots.txt files know us by: letters, {@code -} and {@code _} only (RFC 9309 §2.2.1). */
    @WithDefault("Gleaner")
    String productToken();

    /** Where the owner of a site learns who we are; part of the {@code User-Agent}. */
    @WithDefault("https://gleaner.example/about-this-crawler")
    String contactUrl();

    /** What we send as {@code User-Agent}. Should contain the product token, or robots.txt authors look in vain. */
    @WithDefault("${gleaner.fetch.product-token}/0.1 (+${gleaner.fetch.contact-url})")
    String userAgent();

    /** The rest between two requests to one host (the host without {@code www.}). */
    @WithDefault("1s")
    Duration defaultDelay();

    /** The rest for single hosts, by name without {@code www.}; overrides the default, but not a longer Crawl-delay. */
    Map<String, Duration> delays();

    /** The longest {@code Crawl-delay} that is honoured; a longer one counts as this, so that no site is lost to it. */
    @WithDefault("30s")
    Duration maxCrawlDelay();

    /** A host rests at least this many times as long as its last answer took; 0 switches that off. */
    @WithDefault("1")
    double slowFactor();

    /** The longest rest that a slow answer leads to. */
    @WithDefault("10s")
    Duration maxSlowDelay();

    /** How long a connection, and its TLS handshake, may take. */
    @WithDefault("5s")
    Duration connectTimeout();

    /** How long a server may be silent in the midst of an exchange. */
    @WithDefault("10s")
    Duration readTimeout();

    /** How long a page may take, redirects included, from its turn at the host on: cuts off servers that drip. */
    @WithDefault("30s")
    Duration pageDeadline();

    /** How long a robots.txt may take. */
    @WithDefault("30s")
    Duration robotsDeadline();

    /** How long a sitemap may take. */
    @WithDefault("120s")
    Duration sitemapDeadline();

    /** How long a price history may take. */
    @WithDefault("60s")
    Duration pricesDeadline();

    /** The largest page, content encoding removed. */
    @WithDefault("5M")
    MemorySize pageMaxBytes();

    /** The largest sitemap, content encoding removed: 50 MB by sitemaps.org, and some room. */
    @WithDefault("64M")
    MemorySize sitemapMaxBytes();

    /** The largest price history, content encoding removed. */
    @WithDefault("32M")
    MemorySize pricesMaxBytes();

    /** How much of a robots.txt is read; the rest is ignored (RFC 9309 §2.5). */
    @WithDefault("500K")
    MemorySize robotsMaxBytes();

    /** A page, sitemap or price history larger than this lies in a temporary file, so that memory does not grow with the work. */
    @WithDefault("1M")
    MemorySize spoolThreshold();

    /** The largest header block of an answer. */
    @WithDefault("32K")
    MemorySize maxHeaderBytes();

    /** How many redirects are followed. */
    @WithDefault("5")
    int maxRedirects();

    /** Whether a redirect from https to http is followed: whoever listens on the way could answer in the site's name. */
    @WithDefault("false")
    boolean httpsToHttpRedirects();

    /**
     * What may be redirected to another site; set to nothing, nothing may. What comes of it is judged
     * afterwards: a page that leads elsewhere is filtered. Between a site, its {@code www.} and its subdomains there is no
     * such limit.
     */
    @WithDefault("page,sitemap,robots")
    Optional<Set<FetchPurpose>> crossSiteRedirects();

    /** The media types that are read as a page; where the server names none, the body decides. */
    @WithDefault("text/html,application/xhtml+xml")
    Set<String> pageTypes();

    /** The media types that are looked into for a sitemap; servers name them in many wrong ways, so the body decides. */
    @WithDefault("text/*,application/*,binary/octet-stream")
    Set<String> sitemapTypes();

    /** The ports that may be reached: others than the web's own are somebody's mail or database. */
    @WithDefault("80,443")
    Set<Integer> ports();

    /** Whether private addresses (and any port on them) may be reached. For development; production refuses to start. */
    @WithDefault("false")
    boolean allowPrivate();

    /**
     * Host patterns that are sent to a fixed address, as curl's {@code --resolve} does:
     * {@code *.test=http://127.0.0.1:9001,shop.example=https://10.0.0.5}. Exempt from the address guard.
     * In dev mode the default is the demo site, so setting it there replaces that.
     */
    Optional<List<String>> resolve();

    /** How long a robots.txt (or its absence) is remembered: a day at most (RFC 9309 §2.4). */
    @WithDefault("24h")
    Duration robotsMaxAge();

    /**
     * Whether robots.txt binds the download of prices, too. A provider whose terms allow an operator to use its API may
     * disallow all robots there; a crawler cannot know, the operator can.
     */
    @WithDefault("true")
    boolean pricesObeyRobots();

    /** How long everything is disallowed after a robots.txt could not be read, until it is tried again. */
    @WithDefault("5m")
    Duration robotsRetry();

    /** How long a replica goes by a robots.txt before it looks whether the replicas' shared copy has changed. */
    @WithDefault("5m")
    Duration robotsMemory();

    /** The wait after a 429 that names none. */
    @WithDefault("60s")
    Duration defaultRetryAfter();

    /** The longest wait that a server may ask for. */
    @WithDefault("1h")
    Duration maxRetryAfter();

    /** See {@link Circuit}. */
    Circuit circuit();

    /** Leaving a host alone that fails again and again: by its connections, by silence, or with 5xx. */
    interface Circuit {

        /** After how many failures in a row (connections, silence, 5xx) a host is left alone; 0 for never. */
        @WithDefault("10")
        int failures();

        /** The time within which they must have happened. */
        @WithDefault("1m")
        Duration window();

        /** How long the host is left alone, until one request finds out whether it is back. */
        @WithDefault("1m")
        Duration open();
    }

    /** See {@link Retry}. */
    Retry retry();

    /** Trying again at once, in seconds, what is likely to pass: refused and lost connections, 502, 503 and 504. */
    interface Retry {

        /** How many times a page is tried again at once after a refused or lost connection, 502, 503 or 504. */
        @WithDefault("2")
        int maxRetries();

        /** The wait before the first of these. */
        @WithDefault("500ms")
        Duration delay();

        /** How many times longer each further wait is. */
        @WithDefault("2")
        int factor();

        /** The longest wait. */
        @WithDefault("10s")
        Duration maxDelay();

        /** By how much a wait is moved at random, up or down, so that many clients don't come back in step. */
        @WithDefault("200ms")
        Duration jitter();
    }
}
