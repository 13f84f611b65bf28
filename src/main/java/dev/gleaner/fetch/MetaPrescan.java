package dev.gleaner.fetch;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for an encoding that a document declares about itself, at its start (after HTML §13.2.3.2). */
final class MetaPrescan {
    /** The standard asks for 1024 bytes; real pages put scripts first. */
    private static final int PREFIX = 4096;

    private static final Pattern XML = Pattern.compile("\\A\\s*<\\?xml[^>]*?\\bencoding\\s*=\\s*[\"']([^\"'>]+)");
    private static final Pattern SKIPPED = Pattern.compile(
            "<!--.*?(?:-->|\\z)|<(script|style|noscript|title)\\b.*?(?:</\\1\\b|\\z)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern META = Pattern.compile("<meta[\\s/]([^>]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ATTRIBUTE = Pattern.compile(
            "([^\\s\"'>/=]+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'>]+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern IN_CONTENT =
            Pattern.compile("charset\\s*=\\s*[\"']?\\s*([^\\s\"';]+)", Pattern.CASE_INSENSITIVE);

    private MetaPrescan() {}

    /** The declared encoding. A declaration that could be read is not in UTF-16, so that means UTF-8. */
    static Optional<Charset> find(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, PREFIX), StandardCharsets.ISO_8859_1);
        return inMeta(SKIPPED.matcher(start).replaceAll(" "))
                .or(() -> first(XML, start).flatMap(Charsets::labelled))
                .map(charset -> charset.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : charset);
    }

    private static Optional<Charset> inMeta(String html) {
        Matcher meta = META.matcher(html);
        while (meta.find()) {
            Optional<Charset> declared = declared(meta.group(1)).flatMap(Charsets::labelled);
            if (declared.isPresent()) {
                return declared;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> declared(String attributes) {
        Matcher attribute = ATTRIBUTE.matcher(attributes);
        boolean speaksOfContentType = false;
        Optional<String> inContent = Optional.empty();
        while (attribute.find()) {
            String name = attribute.group(1);
            String value = value(attribute);
            if (name.equalsIgnoreCase("charset")) {
                return Optional.of(value);
            } else if (name.equalsIgnoreCase("http-equiv")) {
                speaksOfContentType = value.strip().equalsIgnoreCase("content-type");
            } else if (name.equalsIgnoreCase("content")) {
                inContent = first(IN_CONTENT, value);
            }
        }
        return speaksOfContentType ? inContent : Optional.empty();
    }

    private static String value(Matcher attribute) {
        if (attribute.group(2) != null) {
            return attribute.group(2);
        }
        return attribute.group(3) != null ? attribute.group(3) : attribute.group(4);
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
