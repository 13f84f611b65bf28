package dev.gleaner.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gleaner.fixture.Packed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ContentDecoderTest {
    private static final int SIZE = 98_765;
    private static final byte[] FULL = Packed.gzip(new byte[SIZE]);
    private static final byte[] EMPTY = Packed.gzip(new byte[0]);
    private static final Limits ON_DISK = new Limits(Duration.ofMinutes(1), 1_000_000, 1000, false);

    @Test
    void countless_empty_members_are_a_broken_encoding_and_leave_no_file() throws IOException {
        Set<Path> before = files();

        assertThatExceptionOfType(BrokenEncoding.class)
                .isThrownBy(() -> decode(members(100_000), "gzip"))
                .withMessageContaining("empty members");
        assertThat(files()).isSubsetOf(before);
    }

    @Test
    void countless_empty_members_are_a_broken_encoding_in_every_layer() {
        assertThatExceptionOfType(BrokenEncoding.class)
                .isThrownBy(() -> decode(Packed.gzip(members(100_000)), "gzip, gzip"));
        assertThatExceptionOfType(BrokenEncoding.class).isThrownBy(() -> decode(empty(100_000), "gzip, gzip"));
    }

    @Test
    void a_few_empty_members_say_nothing() throws IOException {
        try (Content content = decode(members(100), "gzip")) {
            assertThat(content.size()).isEqualTo(SIZE);
        }
    }

    private static Content decode(byte[] raw, String encoding) throws IOException {
        return ContentDecoder.of(List.of(encoding), ON_DISK).decode(new Content.InMemory(raw));
    }

    private static byte[] members(int empty) {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.writeBytes(FULL);
        members.writeBytes(empty(empty));
        return members.toByteArray();
    }

    private static byte[] empty(int times) {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            members.writeBytes(EMPTY);
        }
        return members.toByteArray();
    }

    /** The spools of this size: other tests have theirs in the same place, at the same time. */
    private static Set<Path> files() throws IOException {
        Set<Path> files = new HashSet<>();
        Path directory = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> spools = Files.newDirectoryStream(directory, "gleaner-*.body")) {
            for (Path spool : spools) {
                if (spool.toFile().length() == SIZE) {
                    files.add(spool);
                }
            }
        }
        return files;
    }
}
