package dev.gleaner.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TextDecoderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "windows-1252 | iso-8859-1   | <p>Grüße – “5 €”",
                "UTF-8        | utf8         | <p>Grüße",
                "windows-31j  | Shift_JIS    | <p>こんにちは",
                "GB18030      | gb2312       | <p>你好",
                "windows-1251 | windows-1251 | <p>Привет"
            })
    void the_header_is_believed_in_the_meaning_of_the_web(String written, String sent, String text) {
        assertThat(TextDecoder.decode(text.getBytes(Charset.forName(written)), Optional.of(sent)))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "windows-1251 | <html><head><meta charset=windows-1251><p>Привет",
                "windows-1251 | <meta http-equiv='Content-Type' content='text/html; charset=windows-1251'><p>Привет",
                "windows-1251 | <META CONTENT=\"text/html; charset='windows-1251'\" HTTP-EQUIV=content-type><p>Привет",
                "windows-1251 | <!-- <meta charset=utf-8> --><meta charset=\"windows-1251\"><p>Привет",
                "windows-1251 | <script>'<meta charset=utf-8>'</script><meta charset=windows-1251><p>Привет",
                "windows-1251 | <meta charset=no-such-thing><meta charset=windows-1251><p>Привет",
                "windows-1251 | <?xml version='1.0' encoding='windows-1251'?><html><p>Привет",
                "UTF-8        | <meta charset=utf-16><p>Привет",
                "UTF-8        | <meta content='text/html; charset=windows-1251'><p>Привет",
                "windows-1252 | <p>Grüße",
                "UTF-8        | <p>Grüße"
            })
    void without_a_header_the_document_decides(String written, String text) {
        assertThat(TextDecoder.decode(text.getBytes(Charset.forName(written)), Optional.empty()))
                .isEqualTo(text);
    }

    @Test
    void a_byte_order_mark_beats_everything_and_disappears() {
        byte[] bytes = "\ufeff<meta charset=windows-1251>é".getBytes(StandardCharsets.UTF_16LE);
        assertThat(TextDecoder.decode(bytes, Optional.of("utf-8"))).isEqualTo("<meta charset=windows-1251>é");
    }

    @ParameterizedTest
    @CsvSource({"''", "none", "'$%&'", "x/y"})
    void a_label_that_means_nothing_is_ignored(String sent) {
        assertThat(TextDecoder.decode("Grüße".getBytes(StandardCharsets.UTF_8), Optional.of(sent)))
                .isEqualTo("Grüße");
    }

    @Test
    void broken_sequences_become_replacement_characters() {
        assertThat(TextDecoder.decode(new byte[] {'a', (byte) 0xff, 'b'}, Optional.of("utf-8")))
                .isEqualTo("a\ufffdb");
    }
}
