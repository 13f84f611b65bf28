package dev.gleaner.workflow.pricefile;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Opens a file as text: UTF-8, unless a byte order mark says UTF-16. What matters in a price table is ASCII anyway. */
final class TextOpening {
    private static final int MARK = 3;

    private TextOpening() {}

    static BufferedReader open(Opening source) throws IOException {
        InputStream bytes = new BufferedInputStream(source.open());
        bytes.mark(MARK);
        byte[] start = bytes.readNBytes(MARK);
        bytes.reset();
        bytes.skipNBytes(marked(start));
        return new BufferedReader(new InputStreamReader(bytes, charset(start)));
    }

    private static int marked(byte[] start) {
        if (start.length == MARK && start[0] == (byte) 0xef && start[1] == (byte) 0xbb && start[2] == (byte) 0xbf) {
            return MARK;
        }
        return charset(start).equals(StandardCharsets.UTF_8) ? 0 : 2;
    }

    private static Charset charset(byte[] start) {
        if (start.length >= 2 && start[0] == (byte) 0xfe && start[1] == (byte) 0xff) {
            return StandardCharsets.UTF_16BE;
        }
        return start.length >= 2 && start[0] == (byte) 0xff && start[1] == (byte) 0xfe
                ? StandardCharsets.UTF_16LE
                : StandardCharsets.UTF_8;
    }
}
