package dev.gleaner.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes up a body: in memory as long as it is small, in a temporary file from then on. Not for several threads at once;
 * blocks where {@link #hasRoomFor} says no.
 */
final class Spool {
    private final long inMemory;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private Path file;
    private OutputStream disk;
    private long size;

    Spool(long inMemory) {
        this.inMemory = inMemory;
    }

    /** Whether so many bytes more can be taken without touching the disk. */
    boolean hasRoomFor(int length) {
        return disk == null && size + length <= inMemory;
    }

    long size() {
        return size;
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        if (!hasRoomFor(length) && disk == null) {
            moveToDisk();
        }
        if (disk == null) {
            memory.write(bytes, offset, length);
        } else {
            disk.write(bytes, offset, length);
        }
        size += length;
    }

    private void moveToDisk() throws IOException {
        file = Files.createTempFile("gleaner-", ".body");
        disk = Files.newOutputStream(file);
        memory.writeTo(disk);
        memory = null;
    }

    /** What was taken up; nothing can be added any more. Whoever receives it closes it. */
    Content content() throws IOException {
        if (disk == null) {
            return new Content.InMemory(memory.toByteArray());
        }
        disk.close();
        return new Content.OnDisk(file, size);
    }

    /** Leaves nothing behind. */
    void discard() throws IOException {
        if (disk != null) {
            disk.close();
            Files.deleteIfExists(file);
        }
    }
}
