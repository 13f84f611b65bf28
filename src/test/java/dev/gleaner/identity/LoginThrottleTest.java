package dev.gleaner.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gleaner.http.ProblemException;
import dev.gleaner.vocabulary.ProblemCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LoginThrottleTest {
    private Instant now = Instant.parse("2026-01-31T10:00:00Z");
    private final LoginThrottle throttle = new LoginThrottle(DefaultSettings.identity(), new MovedClock());

    @Test
    void after_five_failures_an_account_waits() {
        fail(5, "ann@acme.example", "192.0.2.");

        assertThat(refusal("ann@acme.example", "198.51.100.1").code()).isEqualTo(ProblemCode.RATE_LIMITED);
        assertThatCode(() -> throttle.require("bob@acme.example", "192.0.2.1")).doesNotThrowAnyException();
    }

    @Test
    void the_wait_ends_when_the_oldest_failure_is_as_old_as_the_window() {
        fail(5, "ann@acme.example", "192.0.2.");
        now = now.plus(Duration.ofMinutes(5)).minusSeconds(1);
        assertThat(refusal("ann@acme.example", "192.0.2.1")).hasMessageContaining("Too many");
        now = now.plusSeconds(1);

        assertThatCode(() -> throttle.require("ann@acme.example", "192.0.2.1")).doesNotThrowAnyException();
    }

    @Test
    void after_twenty_failures_an_address_waits_whatever_the_account() {
        for (int account = 0; account < 20; account++) {
            throttle.failed("a" + account + "@acme.example", "192.0.2.7");
        }

        assertThat(refusal("new@acme.example", "192.0.2.7").code()).isEqualTo(ProblemCode.RATE_LIMITED);
        assertThatCode(() -> throttle.require("a1@acme.example", "192.0.2.8")).doesNotThrowAnyException();
    }

    @Test
    void the_right_password_forgives_earlier_typing_errors() {
        fail(4, "ann@acme.example", "192.0.2.");
        throttle.succeeded("ann@acme.example");
        fail(4, "ann@acme.example", "192.0.2.");

        assertThatCode(() -> throttle.require("ann@acme.example", "192.0.2.1")).doesNotThrowAnyException();
    }

    private void fail(int times, String email, String network) {
        for (int attempt = 0; attempt < times; attempt++) {
            throttle.failed(email, network + attempt);
        }
    }

    private ProblemException refusal(String email, String address) {
        return catchThrowableOfType(ProblemException.class, () -> throttle.require(email, address));
    }

    private final class MovedClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
