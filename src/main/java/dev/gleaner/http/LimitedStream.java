package dev.gleaner.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that ends in a problem when it goes on beyond the limit, for those that do not announce their length. */
final class LimitedStream extends FilterInputStream {
    private final long limit;
    private long taken;

    LimitedStream(InputStream body, long limit) {
        super(body);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        return read < 0 ? read : counted(1, read);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        return read < 0 ? read : counted(read, read);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private int counted(int bytes, int answer) {
        taken += bytes;
        if (taken > limit) {
            throw BodyLimit.exceeded(limit);
        }
        return answer;
    }
}
