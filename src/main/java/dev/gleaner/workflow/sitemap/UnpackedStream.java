package dev.gleaner.workflow.sitemap;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/**
 * The bytes of a document without its gzip layers, counted and limited. Whether there is a layer is decided by the magic
 * number alone: names and content types of sitemaps lie too often. Each layer has the limit for itself, or endless
 * empty members of an outer one would cost time without ever giving a byte.
 */
final class UnpackedStream extends FilterInputStream {
    private static final int MAX_LAYERS = 2;

    private final long limit;
    private long count;

    private UnpackedStream(InputStream bytes, long limit) {
        super(bytes);
        this.limit = limit;
    }

    /** Takes the stream over, also when it fails. */
    static UnpackedStream open(InputStream packed, long limit) throws IOException {
        try {
            UnpackedStream bytes = new UnpackedStream(packed, limit);
            for (int layer = 0; layer < MAX_LAYERS; layer++) {
                PushbackInputStream peeked = new PushbackInputStream(bytes, 2);
                bytes = new UnpackedStream(isGzip(peeked) ? new GzipStream(peeked) : peeked, limit);
            }
            return bytes;
        } catch (IOException e) {
            packed.close();
            throw e;
        }
    }

    private static boolean isGzip(PushbackInputStream stream) throws IOException {
        byte[] magic = stream.readNBytes(2);
        stream.unread(magic);
        return magic.length == 2 && GzipStream.isMagic(magic[0] & 0xff, magic[1] & 0xff);
    }

    /** How many bytes came out so far. */
    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    @Override
    public long skip(long wanted) throws IOException {
        long skipped = super.skip(wanted);
        count(skipped);
        return skipped;
    }

    private void count(long more) throws TooLarge {
        count += more;
        if (count > limit) {
            throw new TooLarge(limit);
        }
    }
}
