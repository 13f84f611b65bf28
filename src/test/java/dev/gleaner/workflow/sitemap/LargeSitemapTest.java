package dev.gleaner.workflow.sitemap;

import static dev.gleaner.workflow.sitemap.Reading.document;
import static dev.gleaner.workflow.sitemap.Reading.gzip;
import static dev.gleaner.workflow.sitemap.Reading.page;
import static dev.gleaner.workflow.sitemap.Reading.urlset;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LargeSitemapTest {
    private static final List<String> DATES = List.of("2024", "2024-05", "2024-05-06", "2024-05-06T07:08:09Z", "soon");
    private static final int MEBIBYTE = 1024 * 1024;

    @Test
    void fifty_thousand_pages_with_mixed_dates_are_all_read() {
        SitemapDocument document = document(gzip(urlset(IntStream.range(0, 50_000)
                .mapToObj(i -> "<url><loc>https://shop.test/product/" + i + "</loc><lastmod>" + DATES.get(i % 5)
                        + "</lastmod></url>\n")
                .collect(Collectors.joining()))));

        assertThat(document.entries()).hasSize(50_000);
        assertThat(document.truncated()).isFalse();
        assertThat(document.rejected() + document.duplicates()).isZero();
        assertThat(document.entries().subList(49_995, 50_000))
                .extracting(SitemapEntry::lastModified)
                .containsExactly(
                        Optional.of(Instant.parse("2024-01-01T00:00:00Z")),
                        Optional.of(Instant.parse("2024-05-01T00:00:00Z")),
                        Optional.of(Instant.parse("2024-05-06T00:00:00Z")),
                        Optional.of(Instant.parse("2024-05-06T07:08:09Z")),
                        Optional.empty());
        assertThat(new HashSet<>(document.entries())).hasSize(50_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<urlset>%s</urlset>", "<urlset>%s</urlset", "<urlset><b x=y>%s</b></urlset>"})
    void one_page_too_many_cuts_the_document_off(String frame) {
        SitemapLimits limits = new SitemapLimits(3, MEBIBYTE, 10);
        String three = page("/1") + page("/2") + page("/3") + page("/1");

        SitemapDocument exact = document(Reading.of(bytes(frame.formatted(three)), limits));
        SitemapDocument more = document(Reading.of(bytes(frame.formatted(three + page("/4"))), limits));

        assertThat(exact.truncated()).isFalse();
        assertThat(exact.duplicates()).isEqualTo(1);
        assertThat(more.truncated()).isTrue();
        assertThat(more.entries()).hasSize(3);
    }

    @Test
    void a_list_is_cut_off_too() {
        SitemapLimits limits = new SitemapLimits(2, MEBIBYTE, 10);
        byte[] list = bytes("https://shop.test/1\nhttps://shop.test/2\nhttps://shop.test/3\n");

        assertThat(document(Reading.of(list, limits)).truncated()).isTrue();
        assertThat(document(Reading.of(list, limits)).entries()).hasSize(2);
    }

    @Test
    void fifty_megabytes_flow_through_without_staying() throws IOException {
        assertThat(retainedWhileReading(
                        i -> "<url><loc>https://shop.test/" + i % 100 + "</loc>" + picture(i) + "</url>"))
                .isLessThan(12 * MEBIBYTE);
    }

    @Test
    void fifty_broken_megabytes_do_not_stay_either() throws IOException {
        assertThat(retainedWhileReading(i -> "<url><loc>https://shop.test/" + i % 100 + "?a&b</loc>" + picture(i)))
                .isLessThan(12 * MEBIBYTE);
    }

    private static String picture(int number) {
        return "<image:image><image:loc>https://shop.test/" + number + ".png</image:loc><image:caption>"
                + "words ".repeat(150) + "</image:caption></image:image><!-- " + "remark ".repeat(50) + " -->";
    }

    private static long retainedWhileReading(IntFunction<String> entry) throws IOException {
        Generated[] streams = new Generated[1];
        long before = usedMemory();
        SitemapReading reading = new SitemapReader(SitemapLimits.defaults())
                .read(() -> streams[0] = new Generated(entry, 50L * MEBIBYTE), Reading.ADDRESS);
        SitemapDocument document = document(reading);

        assertThat(document.entries()).hasSize(100);
        assertThat(document.bytes()).isBetween(50L * MEBIBYTE, 51L * MEBIBYTE);
        return streams[0].usedAtEnd - before;
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A document that exists entry by entry, and measures the memory when the last one was read. */
    private static final class Generated extends InputStream {
        private final IntFunction<String> entry;
        private final long size;
        private byte[] current = bytes("<urlset>");
        private int position;
        private int entries;
        private long given;
        private long usedAtEnd;

        Generated(IntFunction<String> entry, long size) {
            this.entry = entry;
            this.size = size;
        }

        @Override
        public int read() {
            byte[] single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (position == current.length && !advance()) {
                return -1;
            }
            int read = Math.min(length, current.length - position);
            System.arraycopy(current, position, target, offset, read);
            position += read;
            given += read;
            return read;
        }

        private boolean advance() {
            if (usedAtEnd > 0) {
                return false;
            }
            current = bytes(given < size ? entry.apply(entries++) : "</urlset>");
            position = 0;
            usedAtEnd = given < size ? 0 : usedMemory();
            return true;
        }
    }
}
