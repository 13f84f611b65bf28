package dev.gleaner.fetch;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Turns the bytes of a page into text. Which encoding, in this order: byte order mark, {@code Content-Type}, what the
 * document declares, UTF-8 if it is valid UTF-8, windows-1252. Broken sequences become U+FFFD.
 */
public final class TextDecoder {
    private TextDecoder() {}

    /**
     * The text of a page, without its byte order mark.
     *
     * @param sent the charset parameter of {@code Content-Type}, if there was one
     */
    public static String decode(byte[] bytes, Optional<String> sent) {
        String text = new String(bytes, charsetOf(bytes, sent));
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /** The encoding of a page. */
    public static Charset charsetOf(byte[] bytes, Optional<String> sent) {
        return Charsets.marked(bytes)
                .or(() -> sent.flatMap(Charsets::labelled))
                .or(() -> MetaPrescan.find(bytes))
                .orElseGet(() -> isUtf8(bytes) ? StandardCharsets.UTF_8 : Charsets.WINDOWS_1252);
    }

    /** Decodes piece by piece, so that asking does not cost the memory of the answer. */
    private static boolean isUtf8(byte[] bytes) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        CharBuffer piece = CharBuffer.allocate(8192);
        try {
            while (rest.hasRemaining()) {
                var result = decoder.decode(rest, piece.clear(), true);
                if (result.isError()) {
                    result.throwException();
                }
            }
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
