package dev.gleaner.address;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/**
 * An http or https address in its canonical spelling. Two addresses that mean the same page are equal.
 *
 * <p>The rule: parsed as browsers do (WHATWG URL); host in lower-case ASCII (punycode) without a trailing dot, an IPv4
 * address in four decimal parts; default port, user-info and fragment removed; percent-encoding upper-case, and undone
 * where it is never needed (RFC 3986 §6.2.2); dot segments resolved; an empty path is {@code /}; tracking parameters
 * ({@code utm_*}, {@code gclid}, {@code fbclid} and those below) and an empty query removed, the other parameters kept in their order.
 */
public final class WebUrl {
    /** Longest address that is kept, in characters: the limit of sitemaps.org. */
    public static final int MAX_LENGTH = 2048;

    private static final Pattern TRACKING = Pattern.compile(
            "utm_.*|gclid|gclsrc|dclid|gbraid|wbraid|_gl|fbclid|msclkid|yclid|ttclid|twclid|li_fat_id|mc_cid|mc_eid|igshid"
                    + "|igsh|_hsenc|_hsmi|hsctatracking|mtm_(?:campaign|kwd|keyword|source|medium|content|cid|group|placement)"
                    + "|pk_(?:campaign|kwd|keyword|source|medium|content|cid)|_openstat|vero_id|wickedid|oly_anon_id|oly_enc_id",
            Pattern.CASE_INSENSITIVE);
    /** Not right behind a stray percent sign: what it decodes to would complete a new escape. */
    private static final Pattern ESCAPE = Pattern.compile("(?<!%)(?<!%[0-9a-fA-F])%([0-9a-fA-F]{2})");

    private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]");

    /** The spelling alone: a sitemap holds fifty thousand addresses, and a parsed one is ten times as large. */
    private final String value;

    private final int hostStart;
    private final int pathStart;

    private WebUrl(HttpUrl url) {
        this(unescaped(url.toString()));
    }

    private WebUrl(String canonical) {
        this.value = canonical;
        this.hostStart = value.indexOf("://") + 3;
        this.pathStart = value.indexOf('/', hostStart);
    }

    private HttpUrl parsed() {
        return HttpUrl.get(value);
    }

    private static String unescaped(String text) {
        return text.indexOf('%') < 0 ? text : ESCAPE.matcher(text).replaceAll(match -> canonicalEscape(match.group(1)));
    }

    private static String canonicalEscape(String digits) {
        String character = String.valueOf((char) Integer.parseInt(digits, 16));
        return UNRESERVED.matcher(character).matches() ? character : "%" + digits.toUpperCase(Locale.ROOT);
    }

    /** The address, or empty if it is not an absolute http or https address of acceptable length. */
    public static Optional<WebUrl> parse(String text) {
        String address = text.strip();
        if (PlainUrl.is(address)) {
            return Optional.of(new WebUrl(address));
        }
        return address.regionMatches(true, 0, "http", 0, 4) && AddressLength.isFit(address)
                ? Optional.ofNullable(HttpUrl.parse(address)).flatMap(WebUrl::canonical)
                : Optional.empty(); // the parser would say so by way of an exception, which is slow
    }

    /**
     * The address of a literal that is known to be good.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static WebUrl of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a web address: " + text));
    }

    /** The home page of a site. */
    public static WebUrl home(String scheme, SiteName site) {
        return of(scheme + "://" + site + "/");
    }

    /** The address that a link on this page leads to, or empty if it does not lead to the web. */
    public Optional<WebUrl> resolve(String reference) {
        return base().resolve(reference);
    }

    /** The same page, made ready for many links. */
    public Base base() {
        return new Base(this);
    }

    /** What the links of a page are relative to. */
    public static final class Base {
        private final HttpUrl url;
        private final String site;

        private Base(WebUrl page) {
            this.url = page.parsed();
            this.site = page.value.substring(0, page.pathStart);
        }

        /** The address that a link leads to, or empty if it does not lead to the web. */
        public Optional<WebUrl> resolve(String reference) {
            String link = reference.strip();
            String address = link.startsWith("/") ? site + link : link;
            if (PlainUrl.is(address)) {
                return Optional.of(new WebUrl(address));
            }
            return leadsElsewhere(link) || !AddressLength.isFit(link, url.scheme())
                    ? Optional.empty()
                    : Optional.ofNullable(url.resolve(link)).flatMap(WebUrl::canonical);
        }

        /** {@code mailto:} and the like (RFC 3986 §3.1); the parser would say so by way of an exception, which is slow. */
        private static boolean leadsElsewhere(String link) {
            int end = 0;
            while (end < link.length() && isOfSchemes(link.charAt(end))) {
                end++;
            }
            boolean scheme = end > 0 && end < link.length() && link.charAt(end) == ':' && isLetter(link.charAt(0));
            return scheme
                    && !link.regionMatches(true, 0, "http:", 0, 5)
                    && !link.regionMatches(true, 0, "https:", 0, 6);
        }

        private static boolean isOfSchemes(char character) {
            return isLetter(character)
                    || character >= '0' && character <= '9'
                    || character == '+'
                    || character == '-'
                    || character == '.';
        }

        private static boolean isLetter(char character) {
            return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z';
        }
    }

    private static Optional<WebUrl> canonical(HttpUrl parsed) {
        String query = withoutTracking(parsed.encodedQuery());
        return canonicalHost(parsed.host())
                .map(host -> isPlain(parsed, host, query) ? parsed : spelled(parsed, host, query))
                .map(WebUrl::new)
                .filter(url -> url.value.length() <= MAX_LENGTH);
    }

    /** Nearly all are: nothing has to be built again. */
    private static boolean isPlain(HttpUrl parsed, String host, String query) {
        return host.equals(parsed.host())
                && parsed.encodedUsername().isEmpty()
                && parsed.encodedPassword().isEmpty()
                && parsed.encodedFragment() == null
                && Objects.equals(query, parsed.encodedQuery());
    }

    private static HttpUrl spelled(HttpUrl parsed, String host, String query) {
        return parsed.newBuilder()
                .host(host)
                .username("")
                .password("")
                .fragment(null)
                .encodedQuery(query)
                .build();
    }

    private static Optional<String> canonicalHost(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (name.isEmpty() || name.endsWith(".")) {
            return Optional.empty();
        }
        return Ipv4Spelling.isMeant(name) ? Ipv4Spelling.canonical(name) : Optional.of(name);
    }

    /** On the encoded query, so that what is kept stays as the site spelled it. */
    private static String withoutTracking(String query) {
        if (query == null) {
            return null;
        }
        String kept = Stream.of(query.split("&", -1))
                .filter(parameter -> !isTracking(parameter))
                .collect(Collectors.joining("&"));
        return kept.isEmpty() ? null : kept;
    }

    private static boolean isTracking(String parameter) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        return TRACKING.matcher(unescaped(name)).matches();
    }

    /** {@code http} or {@code https}. */
    public String scheme() {
        return value.substring(0, hostStart - 3);
    }

    /** The host in lower-case ASCII; an IPv6 address without brackets. */
    public String host() {
        String authority = authority();
        if (authority.startsWith("[")) {
            return authority.substring(1, authority.indexOf(']'));
        }
        int colon = authority.indexOf(':');
        return colon < 0 ? authority : authority.substring(0, colon);
    }

    private String authority() {
        return value.substring(hostStart, pathStart);
    }

    /** The effective port. */
    public int port() {
        return parsed().port();
    }

    /** The encoded path, starting with a slash. */
    public String path() {
        int query = value.indexOf('?', pathStart);
        return query < 0 ? value.substring(pathStart) : value.substring(pathStart, query);
    }

    /** What stands in a request line: path and query. */
    public String pathAndQuery() {
        return value.substring(pathStart);
    }

    /** How many non-empty segments the path has. */
    public int depth() {
        return (int) Stream.of(path().split("/"))
                .filter(segment -> !segment.isEmpty())
                .count();
    }

    /** Scheme, host and port: what robots.txt is valid for (RFC 9309 §2.3). */
    public String origin() {
        return value.substring(0, pathStart + 1);
    }

    /** Whether this address belongs to a site: its host, with or without {@code www.}, or a host below it. */
    public boolean isOf(SiteName site) {
        String host = host();
        String name = site.value();
        return host.endsWith(name)
                && (host.length() == name.length() || host.charAt(host.length() - name.length() - 1) == '.');
    }

    /** The same address with the other scheme and its default port. */
    public WebUrl withScheme(String scheme) {
        return new WebUrl(parsed().newBuilder()
                .scheme(scheme)
                .port(HttpUrl.defaultPort(scheme))
                .build());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WebUrl that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** The canonical spelling. */
    @Override
    public String toString() {
        return value;
    }
}
