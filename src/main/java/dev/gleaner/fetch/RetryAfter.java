package dev.gleaner.fetch;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads {@code Retry-After}: a number of seconds or a date (RFC 9110 §10.2.3). */
final class RetryAfter {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Clock clock;
    private final Duration longest;

    RetryAfter(Clock clock, Duration longest) {
        this.clock = clock;
        this.longest = longest;
    }

    /** How long to wait, at least a second and at most the configured limit; empty if the header says nothing. */
    Optional<Duration> read(String header) {
        if (header == null) {
            return Optional.empty();
        }
        String text = header.strip();
        return (text.matches("[0-9]+") ? Optional.of(seconds(text)) : untilDate(text)).map(this::clamp);
    }

    private static Duration seconds(String digits) {
        return Duration.ofSeconds(digits.length() > 9 ? 999_999_999 : Long.parseLong(digits));
    }

    private Optional<Duration> untilDate(String text) {
        return httpDate(text).map(date -> Duration.between(clock.instant(), date));
    }

    private Duration clamp(Duration wait) {
        Duration atLeast = wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait;
        return atLeast.compareTo(longest) > 0 ? longest : atLeast;
    }

    /** The moment that an HTTP date names; empty if it is absent or none. */
    static Optional<Instant> httpDate(String header) {
        try {
            return Optional.ofNullable(header)
                    .map(text -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
