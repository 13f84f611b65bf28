package dev.gleaner.workflow.sitemap;

import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Content;
import dev.gleaner.vocabulary.SitemapKind;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

/**
 * Tells by its first bytes whether something is a sitemap, and of which kind. Name and content type have no say: a site
 * that answers every path with a friendly HTML page has no sitemap, and one behind a download script may have.
 */
public final class SitemapSniffer {
    /** How much is looked at, unpacked; room for a licence in a comment before the first element. */
    private static final int HEAD = 64 * 1024;

    private static final int LINES = 20;
    private static final Pattern FIRST_ELEMENT = Pattern.compile("<([A-Za-z_][\\w:.-]{0,63})");
    private static final Pattern TELLING_ELEMENT = Pattern.compile(
            "<(?:[\\w.-]{1,64}:)?(urlset|sitemapindex|rss|feed|rdf|html|head|body)(?=[\\s/>])",
            Pattern.CASE_INSENSITIVE);
    private static final Map<String, SitemapKind> KINDS = Map.of(
            "urlset", SitemapKind.URLSET,
            "url", SitemapKind.URLSET,
            "sitemapindex", SitemapKind.INDEX,
            "sitemap", SitemapKind.INDEX,
            "rss", SitemapKind.FEED,
            "feed", SitemapKind.FEED,
            "rdf", SitemapKind.FEED);

    private SitemapSniffer() {}

    /**
     * What the sniffer found.
     *
     * @param kind the kind of sitemap; empty if it is none
     * @param charset how its text is encoded
     * @param description what it is instead, as a sentence for people
     * @param damaged whether it is gzip that gives nothing
     */
    record Finding(Optional<SitemapKind> kind, Charset charset, String description, boolean damaged) {}

    /** The kind of sitemap that a content is, or empty if it is none. Blocking if the content lies in a file. */
    public static Optional<SitemapKind> kindOf(Content content) throws IOException {
        return kindOf(content.open());
    }

    /** The kind of sitemap that begins with these bytes, packed or not, or empty if they begin none. */
    public static Optional<SitemapKind> kindOf(byte[] head) {
        try {
            return kindOf(new ByteArrayInputStream(head));
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot fail to be read", e);
        }
    }

    private static Optional<SitemapKind> kindOf(InputStream packed) throws IOException {
        try {
            return sniff(packed, SitemapLimits.defaults().maxBytes()).kind();
        } catch (TooLarge bomb) {
            return Optional.empty();
        }
    }

    /** Closes the stream. */
    static Finding sniff(InputStream packed, long maxBytes) throws IOException {
        byte[] head = new byte[HEAD];
        int length = 0;
        boolean cutOff = false;
        try (InputStream bytes = UnpackedStream.open(packed, Math.max(maxBytes, HEAD))) {
            for (int read = 0; read >= 0 && length < HEAD; length += Math.max(read, 0)) {
                read = bytes.read(head, length, HEAD - length);
            }
        } catch (EOFException | ZipException damage) {
            cutOff = true;
        }
        return finding(Arrays.copyOf(head, length), cutOff && length == 0);
    }

    private static Finding finding(byte[] head, boolean damaged) {
        Charset charset = TextEncoding.of(head);
        String text =
                withoutComments(new String(head, charset)).replace("\uFEFF", "").strip();
        Optional<SitemapKind> kind =
                isJson(text) ? Optional.empty() : xmlKind(text).or(() -> textKind(text));
        return new Finding(kind, charset, damaged ? "gzip that cannot be unpacked" : describe(text), damaged);
    }

    private static String withoutComments(String text) {
        StringBuilder rest = new StringBuilder();
        int from = 0;
        for (int start = text.indexOf("<!--"); start >= 0; start = text.indexOf("<!--", from)) {
            rest.append(text, from, start);
            int end = text.indexOf("-->", start);
            from = end < 0 ? text.length() : end + 3;
        }
        return rest.append(text, from, text.length()).toString();
    }

    /** The root tells; where a program wrote its warnings before the root, the first element that tells anything. */
    private static Optional<SitemapKind> xmlKind(String text) {
        return rootOf(text)
                .map(root -> KINDS.get(root.substring(root.indexOf(':') + 1).toLowerCase(Locale.ROOT)))
                .or(() -> Optional.of(TELLING_ELEMENT.matcher(text))
                        .filter(Matcher::find)
                        .map(element -> KINDS.get(element.group(1).toLowerCase(Locale.ROOT))));
    }

    private static Optional<String> rootOf(String text) {
        return Optional.of(FIRST_ELEMENT.matcher(text)).filter(Matcher::find).map(root -> root.group(1));
    }

    /** More addresses than anything else among the first lines: a heading does no harm, a licence text is no list. */
    private static Optional<SitemapKind> textKind(String text) {
        List<String> lines = text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .limit(LINES)
                .toList();
        long addresses = lines.stream()
                .filter(line -> line.length() <= 2 * WebUrl.MAX_LENGTH)
                .filter(line -> WebUrl.parse(line).isPresent())
                .count();
        return addresses * 2 > lines.size() ? Optional.of(SitemapKind.TEXT) : Optional.empty();
    }

    private static String describe(String text) {
        if (text.isEmpty()) {
            return "empty";
        } else if (isJson(text)) {
            return "JSON";
        } else if (TELLING_ELEMENT.matcher(text).find()) {
            return "HTML";
        }
        return rootOf(text).map(root -> "a document of <" + root + ">").orElse("neither XML nor a list of addresses");
    }

    private static boolean isJson(String text) {
        return text.startsWith("{") || text.startsWith("[");
    }
}
