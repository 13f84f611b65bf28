package dev.gleaner.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RedactionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Authorization: Bearer abcdefgh12345678 | Authorization: Bearer ***",
                "authorization=Basic dXNlcjpwYXNzd29yZA== | authorization=Basic ***",
                "X-Api-Key: s3cret-value, next | X-Api-Key: ***, next",
                "token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl ends | token *** ends",
                "the key glnr_AbCdEf0123456789 was shown | the key *** was shown",
                "renewed with glrt_AbCdEf0123456789. | renewed with ***.",
                "postgresql://gleaner:s3cret@db:5432/gleaner | postgresql://***@db:5432/gleaner",
                "GET https://token@site.test/a?b=c | GET https://***@site.test/a?b=c",
                "{\"email\":\"a@b.c\",\"password\":\"it's \\\"mine\\\"\",\"x\":1} | {\"email\":\"a@b.c\",\"password\":***,\"x\":1}",
                "https://p.test/q?symbol=ACME&apikey=s3cret&day=1 | https://p.test/q?symbol=ACME&apikey=***&day=1",
                "GLEANER_ADMIN_PASSWORD=let-me-glean done | GLEANER_ADMIN_PASSWORD=*** done",
                "NewUser[password=s3cret, roles=[USER]] | NewUser[password=***, roles=[USER]]",
                "bound $2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy here | bound *** here",
                "{\"refreshToken\": \"abc\", \"tokenType\": \"Bearer\"} | {\"refreshToken\": ***, \"tokenType\": \"Bearer\"}",
            })
    void secrets_are_taken_out_and_the_rest_can_be_read(String told, String left) {
        assertThat(Redaction.of(told)).isEqualTo(left);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP 503 from https://shop.example/ (3 requests: 503, connection_lost, 503)",
                "write to farm@demo.gleaner.test",
                "A valid bearer token is needed.",
                "The e-mail address or the password is wrong.",
                "  e-mail    admin@localhost\n  password  Zm9vYmFyYmF6cXV4",
                "claims of page at 12:30, tenant=acme",
                "https://site.test/@user/profile",
            })
    void what_is_none_stays(String told) {
        assertThat(Redaction.of(told)).isSameAs(told);
    }

    /** Backtracking would take hours for one of these. */
    @ParameterizedTest
    @ValueSource(strings = {"a://", "password=\"", "eyJ", "Bearer ", "token:   ", "x.-_", "\\"})
    @Timeout(20)
    void a_hostile_text_costs_no_more_than_another(String piece) {
        String long_ = piece.repeat(200_000 / piece.length());

        assertThat(Redaction.of(long_).length()).isLessThanOrEqualTo(long_.length() + 3);
    }

    @Test
    void a_line_of_the_log_has_no_secrets_in_its_words_its_fields_or_its_failure() {
        var failure = new IllegalStateException(
                "no way to postgresql://me:s3cret@db/x", new IllegalArgumentException("password=s3cret"));
        failure.addSuppressed(new IllegalArgumentException("Bearer s3cret-s3cret"));
        var line = new ExtLogRecord(Level.FINEST, "sent %s", ExtLogRecord.FormatStyle.PRINTF, "test");
        line.setParameters(new Object[] {"Authorization: Bearer s3cret-s3cret"});
        line.setThrown(failure);
        line.putMdc("header", "api_key=s3cret");

        assertThat(new LogRedaction().isLoggable(line)).isTrue();

        assertThat(new PatternFormatter("%s").formatMessage(line)).isEqualTo("sent Authorization: Bearer ***");
        assertThat(line.getMdc("header")).isEqualTo("api_key=***");
        assertThat(line.getThrown())
                .hasToString("java.lang.IllegalStateException: no way to postgresql://***@db/x")
                .hasMessage("no way to postgresql://***@db/x")
                .hasStackTraceContaining("password=***")
                .hasStackTraceContaining("RedactionTest");
        assertThat(stackOf(line.getThrown())).doesNotContain("s3cret");
    }

    @Test
    void a_line_without_any_is_left_as_it_is() {
        var failure = new IllegalStateException("no way");
        var line = new ExtLogRecord(Level.INFO, "done %s", ExtLogRecord.FormatStyle.PRINTF, "test");
        line.setParameters(new Object[] {"well"});
        line.setThrown(failure);

        new LogRedaction().isLoggable(line);

        assertThat(new PatternFormatter("%s").formatMessage(line)).isEqualTo("done well");
        assertThat(line.getParameters()).containsExactly("well");
        assertThat(line.getThrown()).isSameAs(failure);
    }

    private static String stackOf(Throwable thrown) {
        var out = new java.io.StringWriter();
        thrown.printStackTrace(new java.io.PrintWriter(out));
        return out.toString();
    }
}
