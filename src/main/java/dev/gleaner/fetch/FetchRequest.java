package dev.gleaner.fetch;

import dev.gleaner.address.WebUrl;
import dev.gleaner.vocabulary.FetchPurpose;
import java.util.Optional;

/**
 * One thing to fetch.
 *
 * @param url the address
 * @param purpose what it is for; decides limits and accepted content types
 * @param known the version that the caller has already: if it is still the current one, the answer is
 *     {@link Fetched.NotModified}
 * @param ignoresRobots whether the operator has said that what robots.txt disallows may be fetched, for a site of their own
 */
public record FetchRequest(WebUrl url, FetchPurpose purpose, Optional<Validators> known, boolean ignoresRobots) {

    /** A request for whatever there is now, as far as robots.txt allows it. */
    public FetchRequest(WebUrl url, FetchPurpose purpose) {
        this(url, purpose, Optional.empty());
    }

    /** A request as far as robots.txt allows it. */
    public FetchRequest(WebUrl url, FetchPurpose purpose, Optional<Validators> known) {
        this(url, purpose, known, false);
    }

    /** What makes the request conditional at one stop of its journey: validators belong to the address they came from. */
    Optional<Validators> knownAt(WebUrl stop) {
        return known.filter(it -> !it.isEmpty() && it.url().equals(stop));
    }
}
