package dev.gleaner.fetch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The body of an answer, content encoding removed. Small ones stay in memory, large ones lie in a temporary file. */
public sealed interface Content extends AutoCloseable {

    /** How many bytes there are. */
    long size();

    /** A new stream over the bytes, from the start. Blocking if the content lies in a file. */
    InputStream open() throws IOException;

    /** Removes what lies on disk. */
    @Override
    void close() throws IOException;

    /** A body in memory. */
    record InMemory(byte[] bytes) implements Content {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public void close() {}
    }

    /** A body in a temporary file. */
    record OnDisk(Path file, long size) implements Content {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }
}
