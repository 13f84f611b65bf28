package dev.gleaner.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HeaderReadingTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120                            | 120",
                "0                              | 1",
                "999999999999999999999999       | 3600",
                "Sat, 31 Jan 2026 12:05:00 GMT  | 300",
                "Sat, 31 Jan 2026 11:00:00 GMT  | 1",
                "Sun, 31 Jan 2027 12:00:00 GMT  | 3600",
                "soon                           |",
                "-5                             |",
                "                               |"
            })
    void retry_after_is_read_and_kept_within_reason(String header, Long seconds) {
        assertThat(new RetryAfter(NOON, Duration.ofHours(1)).read(header).map(Duration::toSeconds))
                .isEqualTo(Optional.ofNullable(seconds));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html                                | text/html | ",
                "Text/HTML; charset=UTF-8                 | text/html | UTF-8",
                "text/html;charset=\"utf-8\"              | text/html | utf-8",
                "text/html; x=1; Charset = 'koi8-r'       | text/html | koi8-r",
                "text/html; charset=utf-8, text/html      | text/html | utf-8",
                "text/html; charset=                      | text/html | ",
                "html                                     | ''        | ",
                "                                         | ''        | "
            })
    void a_content_type_is_read_leniently(String header, String name, String charset) {
        MediaType type = MediaType.parse(header);
        assertThat(type.name()).isEqualTo(name);
        assertThat(type.charset()).isEqualTo(Optional.ofNullable(charset));
    }
}
