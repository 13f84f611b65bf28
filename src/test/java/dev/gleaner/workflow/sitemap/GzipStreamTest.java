package dev.gleaner.workflow.sitemap;

import static dev.gleaner.workflow.sitemap.Reading.gzip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GzipStreamTest {
    private static final byte[] HELLO = gzip("hello");
    private static final int HEADER = 10;

    @Test
    void one_member_and_many_are_one_text() throws IOException {
        assertThat(unpacked(HELLO)).isEqualTo("hello");
        assertThat(unpacked(HELLO, gzip(""), gzip(""), HELLO)).isEqualTo("hellohello");
        assertThat(unpacked(gzip(""))).isEmpty();
        assertThat(unpacked(gzip("0123456789".repeat(100_000)))).hasSize(1_000_000);
    }

    @Test
    void what_follows_the_last_member_is_ignored() throws IOException {
        assertThat(unpacked(HELLO, new byte[1])).isEqualTo("hello");
        assertThat(unpacked(HELLO, new byte[100])).isEqualTo("hello");
    }

    @Test
    void all_optional_parts_of_a_header_are_passed_over() throws IOException {
        byte[] header = Arrays.copyOf(HELLO, HEADER);
        header[3] = 2 | 4 | 8 | 16;
        byte[] extra = {3, 0, 'a', 'b', 'c'};
        byte[] nameAndComment = "sitemap.xml\0a remark\0".getBytes(StandardCharsets.ISO_8859_1);
        byte[] headerChecksum = {1, 2};
        byte[] rest = Arrays.copyOfRange(HELLO, HEADER, HELLO.length);

        assertThat(unpacked(header, extra, nameAndComment, headerChecksum, rest))
                .isEqualTo("hello");
    }

    @Test
    void an_early_end_is_told_from_damage() {
        byte[] wrongSize = HELLO.clone();
        wrongSize[HELLO.length - 1] ^= 1;
        byte[] wrongMethod = HELLO.clone();
        wrongMethod[2] = 7;

        for (int length = 0; length < HELLO.length; length++) {
            byte[] cut = Arrays.copyOf(HELLO, length);
            assertThatExceptionOfType(EOFException.class).isThrownBy(() -> unpacked(cut));
        }
        assertThatExceptionOfType(ZipException.class).isThrownBy(() -> unpacked(wrongSize));
        assertThatExceptionOfType(ZipException.class).isThrownBy(() -> unpacked(wrongMethod));
        assertThatExceptionOfType(ZipException.class).isThrownBy(() -> unpacked(new byte[20]));
    }

    private static String unpacked(byte[]... parts) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            packed.write(part);
        }
        try (GzipStream stream = new GzipStream(new ByteArrayInputStream(packed.toByteArray()))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
