package dev.gleaner.workflow.sitemap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.fixture.Allocation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What each address of a sitemap costs to read, in bytes that are allocated: generous bounds, but no clock. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SitemapCostTest {
    private static final int FEW = 1_000;
    private static final int MANY = 20_000;
    private static final int GENEROUS = 12_000;

    @Test
    void an_address_costs_the_same_in_a_small_sitemap_and_in_a_large_one() {
        byte[] small = document(FEW);
        byte[] large = document(MANY);
        long few = Allocation.of(() -> read(small)) / FEW;
        long many = Allocation.of(() -> read(large)) / MANY;

        System.out.printf("An address of a sitemap allocates %d bytes among few, %d among many%n", few, many);
        assertThat(many).isLessThan(GENEROUS).isLessThan(2 * few);
    }

    private static SitemapReading read(byte[] document) throws IOException {
        return new SitemapReader(SitemapLimits.defaults())
                .read(() -> new ByteArrayInputStream(document), Reading.ADDRESS);
    }

    private static byte[] document(int addresses) {
        return IntStream.range(0, addresses)
                .mapToObj(i -> "<url><loc>https://shop.test/category-" + i % 100 + "/product-" + i
                        + "</loc><lastmod>2024-05-06T07:08:09Z</lastmod><priority>0.5</priority></url>\n")
                .collect(Collectors.joining("", "<urlset>", "</urlset>"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
