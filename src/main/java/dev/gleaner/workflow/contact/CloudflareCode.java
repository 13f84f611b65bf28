package dev.gleaner.workflow.contact;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Cloudflare's disguise of e-mail addresses: hexadecimal, every byte XORed with the first. It also hides text that is no
 * address, so what comes out must be checked.
 */
final class CloudflareCode {
    /** The path of the links that Cloudflare puts in the place of {@code mailto:}. */
    static final String PATH = "/cdn-cgi/l/email-protection";

    private static final int LONGEST = 2_000;

    private CloudflareCode() {}

    /** The hidden text, or empty if this is no such code. */
    static Optional<String> decode(String code) {
        if (code.length() < 4 || code.length() > LONGEST || code.length() % 2 != 0) {
            return Optional.empty();
        }
        int key = PercentEncoding.hex(code.charAt(0), code.charAt(1));
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        for (int i = 2; i < code.length(); i += 2) {
            int value = PercentEncoding.hex(code.charAt(i), code.charAt(i + 1));
            if (key < 0 || value < 0) {
                return Optional.empty();
            }
            plain.write(value ^ key);
        }
        return Optional.of(plain.toString(StandardCharsets.UTF_8));
    }

    /** The code in a link to {@link #PATH}, or empty if it leads elsewhere. */
    static Optional<String> inLink(String reference) {
        int path = reference.indexOf(PATH + "#");
        return path < 0
                ? Optional.empty()
                : Optional.of(reference.substring(path + PATH.length() + 1).strip());
    }
}
