package dev.gleaner.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Tells HTML from other bodies where the server did not say (after WHATWG MIME Sniffing §7.1). */
final class HtmlSniffer {
    private static final int PREFIX = 1024;
    private static final Pattern START = Pattern.compile(
            "\\A\\s*(?:<!--|<(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|meta)"
                    + "[\\s>/])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern XHTML = Pattern.compile("\\A\\s*<\\?xml.*<html[\\s>]", Pattern.DOTALL);

    private HtmlSniffer() {}

    /** Whether a body starts as HTML does. An empty one passes for a page with nothing on it. */
    static boolean isHtml(Content content) throws IOException {
        try (InputStream body = content.open()) {
            return isHtml(body.readNBytes(PREFIX));
        }
    }

    private static boolean isHtml(byte[] prefix) {
        // Marks and the zero bytes of UTF-16 dropped, every encoding of the web shows its tags in ASCII.
        String text = new String(prefix, StandardCharsets.ISO_8859_1).replaceAll("\\A(?:ï»¿|þÿ|ÿþ)|\0", "");
        return text.isBlank()
                || START.matcher(text).find()
                || XHTML.matcher(text).find();
    }
}
