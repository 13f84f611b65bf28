package dev.gleaner.workflow.sitemap;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The character encoding of a document, from its first bytes: byte order mark, then the pattern of zero bytes that
 * UTF-16 makes of mark-up, then the XML declaration (XML 1.0, appendix F), then UTF-8.
 */
final class TextEncoding {
    private static final int DECLARATION_WITHIN = 1024;
    private static final Pattern DECLARED =
            Pattern.compile("<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']\\s*([A-Za-z0-9._:-]+)\\s*[\"']");

    private TextEncoding() {}

    static Charset of(byte[] head) {
        if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        } else if (startsWith(head, 0xFE, 0xFF) || head.length > 1 && head[0] == 0 && head[1] != 0) {
            return StandardCharsets.UTF_16BE;
        } else if (startsWith(head, 0xFF, 0xFE) || head.length > 1 && head[0] != 0 && head[1] == 0) {
            return StandardCharsets.UTF_16LE;
        }
        return declared(head).orElse(StandardCharsets.UTF_8);
    }

    private static boolean startsWith(byte[] head, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (head.length <= i || (head[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Charset> declared(byte[] head) {
        String ascii = new String(head, 0, Math.min(head.length, DECLARATION_WITHIN), StandardCharsets.ISO_8859_1);
        Matcher declaration = DECLARED.matcher(ascii);
        return declaration.find() ? named(declaration.group(1)) : Optional.empty();
    }

    /** A declaration that we could read byte by byte and that names UTF-16 is a well-known lie of some programs. */
    private static Optional<Charset> named(String name) {
        try {
            Charset charset = Charset.forName(name);
            byte[] sample = charset.canEncode() ? "<".getBytes(charset) : new byte[] {'<'};
            return sample.length == 1 && sample[0] == '<' ? Optional.of(charset) : Optional.empty();
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }
}
