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
 */
public record FetchRequest(WebUrl url, FetchPurpose purpose, Optional<Validators> known) {

    /** A request for whatever there is now. */
    public FetchRequest(WebUrl url, FetchPurpose purpose) {
        this(url, purpose, Optional.empty());
    }

    /** What makes the request conditional at one stop of its journey: validators belong to the address they came from. */
    Optional<Validators> knownAt(WebUrl stop) {
        return known.filter(it -> !it.isEmpty() && it.url().equals(stop));
    }
}
