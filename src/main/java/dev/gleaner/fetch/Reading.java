package dev.gleaner.fetch;

import dev.gleaner.address.WebUrl;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.RobotsStatus;
import java.time.Duration;
import java.util.Optional;

/**
 * What one robots.txt means to this replica.
 *
 * @param robots what it allows
 * @param failure why there is none to go by, and everything is disallowed; empty if there is
 * @param remember how long this replica goes by it without looking again
 * @param since when that began, in nanoseconds
 * @param kilobytes roughly what remembering it costs
 */
record Reading(Robots robots, Optional<Fetched> failure, Duration remember, long since, int kilobytes) {
    /** A short rule takes so much more memory than its line takes bytes. */
    private static final int TIMES_AS_LARGE = 8;

    /** Makes what is known to all into what holds here. */
    static Reading of(RobotsRecord record, Robots robots, Duration remember) {
        int kilobytes = 1 + record.body().length / 1024 * TIMES_AS_LARGE + kilobytesOfSitemaps(robots);
        return new Reading(robots, failure(record), remember, System.nanoTime(), kilobytes);
    }

    /** Weighed apart: a relative one, of a few bytes in the file, becomes as long as the address of the file. */
    private static int kilobytesOfSitemaps(Robots robots) {
        return robots.sitemaps().stream().mapToInt(it -> it.toString().length()).sum() / 1024;
    }

    /** Of a server that this replica could not reach. */
    static Reading unreachable(Fetched failure, Duration remember) {
        Robots nothing = Robots.without(RobotsStatus.UNREACHABLE);
        return new Reading(nothing, Optional.of(failure), remember, System.nanoTime(), 1);
    }

    private static Optional<Fetched> failure(RobotsRecord record) {
        return switch (record.status()) {
            case FOUND, ABSENT -> Optional.empty();
            case LATER -> Optional.of(new Fetched.ComeBackLater(record.keep(), record.message()));
            case UNREACHABLE ->
                Optional.of(new Fetched.Failed(ErrorCode.HTTP_STATUS, record.message(), true, record.httpStatus()));
        };
    }

    /** Why an address must not be fetched now; empty if it may. */
    Optional<Fetched> objectionTo(WebUrl url) {
        if (failure.isPresent() || robots.allows(url)) {
            return objection();
        }
        return Optional.of(
                new Fetched.Refused(ErrorCode.BLOCKED_BY_ROBOTS, "robots.txt of " + url.host() + " disallows " + url));
    }

    /** Why nothing at all must be fetched now. */
    Optional<Fetched> objection() {
        return failure.map(it ->
                it.match(body -> body, unchanged -> unchanged, this::later, refused -> refused, Reading::unreadable));
    }

    /** What is left of the wait that the server asked for, in whole seconds. */
    private Fetched later(Fetched.ComeBackLater later) {
        Duration left = later.delay().minusNanos(System.nanoTime() - since).plusMillis(999);
        return new Fetched.ComeBackLater(Duration.ofSeconds(Math.max(0, left.toSeconds())), later.message());
    }

    /**
     * Everything is disallowed for a while (RFC 9309 §2.3.1.4). Worth retrying, so that the site is not lost; counted as an
     * attempt, so that a site which is broken for good comes to an end. Where no connection came about, the site itself is
     * what failed.
     */
    private static Fetched unreadable(Fetched.Failed failed) {
        return failed.status() == 0
                ? failed
                : new Fetched.Failed(
                        ErrorCode.BLOCKED_BY_ROBOTS,
                        "everything is disallowed while robots.txt cannot be read: " + failed.message(),
                        true,
                        failed.status());
    }
}
