package dev.gleaner.workflow.pricefile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What tells one content from another.
 *
 * @param sha256 in hexadecimal digits
 * @param bytes how many there are
 */
public record Fingerprint(String sha256, long bytes) {
    private static final int PIECE = 64 * 1024;

    /** The fingerprint of a file. Blocking. */
    static Fingerprint of(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return of(content);
        }
    }

    /** The fingerprint of what a stream has. Blocking. */
    public static Fingerprint of(InputStream content) throws IOException {
        MessageDigest digest = newDigest();
        byte[] piece = new byte[PIECE];
        long bytes = 0;
        for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
            digest.update(piece, 0, read);
            bytes += read;
        }
        return new Fingerprint(HexFormat.of().formatHex(digest.digest()), bytes);
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
