package dev.gleaner.workflow.sitemap;

import static dev.gleaner.workflow.sitemap.Reading.document;
import static dev.gleaner.workflow.sitemap.Reading.urls;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SitemapEncodingTest {
    private static final String BODY = "<urlset><url><loc>https://shop.test/größe</loc></url></urlset>";
    private static final String PAGE = "https://shop.test/gr%C3%B6%C3%9Fe";

    @ParameterizedTest
    @CsvSource({
        "UTF-8,UTF-8,",
        "UTF-8,UTF-8,BOM",
        "utf-16,UTF-16LE,BOM",
        "UTF-16,UTF-16BE,BOM",
        "UTF-16LE,UTF-16LE,",
        "UTF-16BE,UTF-16BE,",
        "iso-8859-1,ISO-8859-1,",
        "windows-1252,windows-1252,",
        "ISO-8859-1,UTF-8,BOM",
        "utf-16,UTF-8,",
        "no-such-encoding,UTF-8,",
        "UTF-8,ISO-8859-1,"
    })
    void the_bytes_have_the_last_word_about_the_encoding(String declared, String real, String mark) {
        String text = (mark == null ? "" : "\uFEFF") + "<?xml version='1.0' encoding='" + declared + "'?>" + BODY;

        SitemapDocument document = document(text.getBytes(Charset.forName(real)));

        assertThat(urls(document)).containsExactly(PAGE);
        assertThat(document.problem()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\uFEFF", "\uFEFF\uFEFF", " \r\n\t \uFEFF\n\n"})
    void what_precedes_the_declaration_does_no_harm(String before) {
        SitemapDocument document = document(before + "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + BODY);

        assertThat(urls(document)).containsExactly(PAGE);
        assertThat(document.problem()).isEmpty();
    }

    @Test
    void without_a_declaration_it_is_utf_8() {
        assertThat(urls(BODY)).containsExactly(PAGE);
        assertThat(urls(document(BODY.getBytes(StandardCharsets.UTF_16LE)))).containsExactly(PAGE);
    }

    @Test
    void one_wrong_byte_costs_no_other_address() throws IOException {
        ByteArrayOutputStream mixed = new ByteArrayOutputStream();
        mixed.write("<urlset><url><loc>https://shop.test/caf".getBytes(StandardCharsets.UTF_8));
        mixed.write(0xe9);
        mixed.write(
                "</loc></url><url><loc>https://shop.test/größe</loc></url></urlset>".getBytes(StandardCharsets.UTF_8));

        assertThat(urls(document(mixed.toByteArray()))).containsExactly("https://shop.test/caf%C3%A9", PAGE);
    }

    @Test
    void a_character_split_between_two_reads_stays_whole() throws IOException {
        String text = "x" + "äöü€😀".repeat(20_000);

        assertThat(read(new Dripping(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8))
                .isEqualTo(text);
    }

    @Test
    void a_character_cut_off_at_the_end_is_replaced() throws IOException {
        byte[] cut = {'a', (byte) 0xe2, (byte) 0x82};

        assertThat(read(new ByteArrayInputStream(cut), StandardCharsets.UTF_8)).isEqualTo("aâ‚");
        assertThat(read(new ByteArrayInputStream(new byte[] {0, 'a', 0}), StandardCharsets.UTF_16BE))
                .isEqualTo("a\uFFFD");
    }

    private static String read(InputStream bytes, Charset charset) throws IOException {
        StringWriter text = new StringWriter();
        try (Reader reader = new DecodedReader(bytes, charset)) {
            reader.transferTo(text);
        }
        return text.toString();
    }

    /** Gives seven bytes at most, as a slow network would. */
    private static final class Dripping extends ByteArrayInputStream {
        Dripping(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 7));
        }
    }
}
