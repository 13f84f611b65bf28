package dev.gleaner.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Something random that whoever shows it is known by. Only its hash is stored; with 256 bits of chance in it, a fast hash
 * gives nothing away.
 */
final class Secret {
    private static final int BYTES = 32;
    private static final int HINT = 4;
    private static final SecureRandom DICE = new SecureRandom();

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** A new one. */
    static Secret random(String prefix) {
        byte[] bytes = new byte[BYTES];
        DICE.nextBytes(bytes);
        return new Secret(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The one that somebody shows. */
    static Secret of(String text) {
        return new Secret(text);
    }

    /** The secret itself, to be shown once. */
    String reveal() {
        return text;
    }

    /** What is stored of it. */
    String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java platform has SHA-256", missing);
        }
    }

    /** Its last characters, by which its owner tells it from others. */
    String hint() {
        return text.substring(text.length() - HINT);
    }

    /** Nothing of it, lest it is logged. */
    @Override
    public String toString() {
        return "Secret";
    }
}
