package dev.gleaner.fetch;

import dev.gleaner.vocabulary.ErrorCode;
import java.time.Duration;
import java.util.function.Function;

/** What came of asking a server. A sealed value: every caller answers every case, through {@link #match}. */
public sealed interface Fetched {

    /** A successful answer (2xx) within all limits. */
    record Body(Response response) implements Fetched {}

    /**
     * The version that the caller knows is still the current one (304); there is no body.
     *
     * @param known what made the request conditional, still good for the next one
     */
    record NotModified(Validators known) implements Fetched {}

    /** The server, or our own politeness, asks to come back later. */
    record ComeBackLater(Duration delay, String message) implements Fetched {}

    /** A rule of the site or of the operator forbids it; trying again would not help. */
    record Refused(ErrorCode reason, String message) implements Fetched {}

    /** No usable answer. */
    record Failed(ErrorCode reason, String message, boolean worthRetrying, int status) implements Fetched {}

    /** Maps each case to a value of one type. */
    default <R> R match(
            Function<Body, R> body,
            Function<NotModified, R> notModified,
            Function<ComeBackLater, R> later,
            Function<Refused, R> refused,
            Function<Failed, R> failed) {
        if (this instanceof Body it) {
            return body.apply(it);
        } else if (this instanceof NotModified it) {
            return notModified.apply(it);
        } else if (this instanceof ComeBackLater it) {
            return later.apply(it);
        } else if (this instanceof Refused it) {
            return refused.apply(it);
        }
        return failed.apply((Failed) this);
    }
}
