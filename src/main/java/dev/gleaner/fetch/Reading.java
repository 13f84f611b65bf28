package dev.gleaner.fetch;

import dev.gleaner.address.WebUrl;
import dev.gleaner.vocabulary.ErrorCode;
import java.time.Duration;
import java.util.Optional;

/**
 * What came of asking for one robots.txt.
 *
 * @param robots what it allows
 * @param fetched what the server answered, without the content
 * @param keep how long this is good for
 * @param kilobytes roughly what remembering it costs
 */
record Reading(Robots robots, Fetched fetched, Duration keep, int kilobytes) {

    /** Why an address must not be fetched now; empty if it may. */
    Optional<Fetched> objectionTo(WebUrl url) {
        return robots.allows(url) ? Optional.empty() : Optional.of(objection(url));
    }

    private Fetched objection(WebUrl url) {
        return fetched.match(
                body -> disallowed(url),
                unchanged -> disallowed(url),
                later -> new Fetched.ComeBackLater(later.delay(), later.message()),
                refused -> refused,
                Reading::unreadable);
    }

    private static Fetched disallowed(WebUrl url) {
        return new Fetched.Refused(ErrorCode.BLOCKED_BY_ROBOTS, "robots.txt of " + url.host() + " disallows " + url);
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
