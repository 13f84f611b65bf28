package dev.gleaner.workflow.sitemap;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The text of a document. Byte order marks and white space before it are dropped, as many programs put an empty line
 * before the XML declaration. Bytes that are no UTF-8 where it should be are read as windows-1252, which they nearly
 * always are, so that one wrongly encoded address does not cost all that follow.
 */
final class DecodedReader extends Reader {
    private static final int BUFFER = 16 * 1024;
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private final InputStream bytes;
    private final CharsetDecoder decoder;
    private final ByteBuffer encoded = ByteBuffer.allocate(BUFFER).flip();
    private final CharBuffer decoded = CharBuffer.allocate(BUFFER).flip();
    private boolean ended;
    private boolean begun;

    DecodedReader(InputStream bytes, Charset charset) {
        this.bytes = bytes;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        while (!decoded.hasRemaining()) {
            if (ended && !encoded.hasRemaining()) {
                return -1;
            }
            decodeMore();
            dropWhatPrecedesTheText();
        }
        int given = Math.min(length, decoded.remaining());
        decoded.get(target, offset, given);
        return given;
    }

    private void decodeMore() throws IOException {
        decoded.clear();
        CoderResult result = decoder.decode(encoded, decoded, ended);
        if (result.isError()) {
            replace(result);
        } else if (result.isUnderflow() && !ended && decoded.position() == 0) {
            fill();
        }
        decoded.flip();
    }

    private void replace(CoderResult error) {
        if (!decoded.hasRemaining()) {
            return;
        }
        if (decoder.charset().equals(StandardCharsets.UTF_8)) {
            byte[] single = {encoded.get()};
            decoded.put(new String(single, WINDOWS_1252));
        } else {
            encoded.position(encoded.position() + Math.min(error.length(), encoded.remaining()));
            decoded.put('\uFFFD');
        }
    }

    private void fill() throws IOException {
        encoded.compact();
        int read = bytes.read(encoded.array(), encoded.position(), encoded.remaining());
        ended = read < 0;
        encoded.position(encoded.position() + Math.max(read, 0)).flip();
    }

    private void dropWhatPrecedesTheText() {
        while (!begun && decoded.hasRemaining()) {
            char next = decoded.get(decoded.position());
            begun = next != BYTE_ORDER_MARK && !Character.isWhitespace(next);
            decoded.position(decoded.position() + (begun ? 0 : 1));
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
