package dev.gleaner.workflow.sitemap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LastModifiedTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024                             | 2024-01-01T00:00:00Z",
                "2024-02                          | 2024-02-01T00:00:00Z",
                "2024-02-29                       | 2024-02-29T00:00:00Z",
                "2024-2-9                         | 2024-02-09T00:00:00Z",
                "2024/05/06                       | 2024-05-06T00:00:00Z",
                "2024/05/06 07:08:09              | 2024-05-06T07:08:09Z",
                "1997-07-16T19:20+01:00           | 1997-07-16T18:20:00Z",
                "1997-07-16T19:20:30+01:00        | 1997-07-16T18:20:30Z",
                "1997-07-16T19:20:30.45+01:00     | 1997-07-16T18:20:30.450Z",
                "2024-05-06T07:08Z                | 2024-05-06T07:08:00Z",
                "2024-05-06T07:08:09Z             | 2024-05-06T07:08:09Z",
                "2024-05-06T07:08:09.123456789Z   | 2024-05-06T07:08:09.123456789Z",
                "2024-05-06T07:08:09.1234567890123Z | 2024-05-06T07:08:09.123456789Z",
                "2024-05-06T07:08:09              | 2024-05-06T07:08:09Z",
                "2024-05-06 07:08:09              | 2024-05-06T07:08:09Z",
                "2024-05-06 07:08:09 +0200        | 2024-05-06T05:08:09Z",
                "2024-05-06 07:08:09 UTC          | 2024-05-06T07:08:09Z",
                "2024-05-06t07:08:09z             | 2024-05-06T07:08:09Z",
                "2024-05-06T07:08:09-05           | 2024-05-06T12:08:09Z",
                "2024-05-06T07:08:09-03:30        | 2024-05-06T10:38:09Z",
                "Tue, 03 Jun 2008 11:05:30 GMT    | 2008-06-03T11:05:30Z",
                "Mon, 3 Jun 2008 11:05:30 GMT     | 2008-06-03T11:05:30Z",
                "3 Jun 2008 11:05 EST             | 2008-06-03T16:05:00Z",
                "Tue, 03 June 2008 11:05:30 -0700 | 2008-06-03T18:05:30Z",
                "Tue, 03 Jun 08 11:05:30          | 2008-06-03T11:05:30Z",
                "Tuesday, 03-Jun-08 11:05:30 GMT  | 2008-06-03T11:05:30Z"
            })
    void every_way_to_write_a_moment_is_understood(String written, Instant meant) {
        assertThat(LastModified.parse(written)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2024-13-01",
                "2023-02-29",
                "2024-00-00",
                "0000-00-00",
                "0001-01-01T00:00:00",
                "1970-01-01T00:00:00Z",
                "-0001-11-30T00:00:00+00:00",
                "2024-05-06T25:00:00Z",
                "2024-05-06T07:08:09+99:00",
                "2024-05-06T07:08:09 Mars",
                "20240506",
                "1714979289",
                "06/05/2024",
                "Tue, 31 Feb 2008 11:05:30 GMT",
                "Tue, 03 Foo 2008 11:05:30 GMT",
                "２０２４"
            })
    void what_is_no_moment_is_absent(String written) {
        assertThat(LastModified.parse(written)).isEmpty();
    }
}
