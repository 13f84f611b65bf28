package dev.gleaner.workflow.sitemap;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks gzip of any number of members (RFC 1952); what follows the last one is ignored. The stream of the JDK calls
 * itself once for each empty member, so that a small file of many overflows the stack.
 */
final class GzipStream extends InputStream {
    private static final int BUFFER = 16 * 1024;
    private static final int DEFLATE = 8;
    private static final int HAS_HEADER_CHECKSUM = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;

    private final InputStream packed;
    private final ByteBuffer input = ByteBuffer.allocate(BUFFER).flip();
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private boolean inMember;
    private boolean ended;

    GzipStream(InputStream packed) {
        this.packed = packed;
    }

    /** Whether bytes begin like gzip. */
    static boolean isMagic(int first, int second) {
        return first == 0x1f && second == 0x8b;
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (length > 0 && !ended) {
            int inflated = inMember ? inflate(target, offset, length) : 0;
            if (inflated > 0) {
                return inflated;
            }
            advance();
        }
        return length > 0 ? -1 : 0;
    }

    private int inflate(byte[] target, int offset, int length) throws ZipException {
        try {
            int inflated = inflater.inflate(target, offset, length);
            checksum.update(target, offset, inflated);
            return inflated;
        } catch (DataFormatException e) {
            throw new ZipException(String.valueOf(e.getMessage()));
        }
    }

    private void advance() throws IOException {
        if (!inMember) {
            beginMember();
        } else if (inflater.finished()) {
            endMember();
        } else if (inflater.needsDictionary()) {
            throw new ZipException("needs a dictionary");
        } else {
            requireInput();
            inflater.setInput(input);
        }
    }

    private void beginMember() throws IOException {
        if (!isMagic(next(), next()) || next() != DEFLATE) {
            throw new ZipException("no gzip header");
        }
        int flags = next();
        skip(6);
        if ((flags & HAS_EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        skipText((flags & HAS_NAME) != 0);
        skipText((flags & HAS_COMMENT) != 0);
        skip((flags & HAS_HEADER_CHECKSUM) != 0 ? 2 : 0);
        inflater.reset();
        checksum.reset();
        inMember = true;
    }

    private void endMember() throws IOException {
        long sum = fourBytes();
        long size = fourBytes();
        if (sum != checksum.getValue() || size != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new ZipException("wrong checksum");
        }
        inMember = false;
        ended = !isAnotherMember();
    }

    /** Looks without taking: the header is read by whoever begins the member. */
    private boolean isAnotherMember() throws IOException {
        if (input.remaining() < 2 && !fill() || input.remaining() < 2 && !fill()) {
            return false;
        }
        int at = input.position();
        return isMagic(input.get(at) & 0xff, input.get(at + 1) & 0xff);
    }

    private long fourBytes() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private void skipText(boolean isThere) throws IOException {
        while (isThere && next() != 0) {
            // up to its zero
        }
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next();
        }
    }

    private int next() throws IOException {
        requireInput();
        return input.get() & 0xff;
    }

    private void requireInput() throws IOException {
        if (!input.hasRemaining() && !fill()) {
            throw new EOFException("it ends too early");
        }
    }

    private boolean fill() throws IOException {
        input.compact();
        int read = packed.read(input.array(), input.position(), input.remaining());
        input.position(input.position() + Math.max(read, 0)).flip();
        return read >= 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }
}
