package dev.gleaner.fetch;

import dev.gleaner.address.WebUrl;
import dev.gleaner.vocabulary.FetchPurpose;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One thing to fetch.
 *
 * @param url the address
 * @param purpose what it is for; decides limits and accepted content types
 * @param ignoresRobots whether the operator has said that what robots.txt disallows may be fetched, for a site of their own
 * @param headers what is sent besides the usual headers
 */
public record FetchRequest(WebUrl url, FetchPurpose purpose, boolean ignoresRobots, Map<String, String> headers) {

    /** A plain request, as far as robots.txt allows it. */
    public FetchRequest(WebUrl url, FetchPurpose purpose) {
        this(url, purpose, false);
    }

    /** A plain request. */
    public FetchRequest(WebUrl url, FetchPurpose purpose, boolean ignoresRobots) {
        this(url, purpose, ignoresRobots, Map.of());
    }

    /** Asks for a robots.txt: only if it has changed, where an earlier answer is known. */
    static FetchRequest robots(WebUrl robotsUrl, Optional<RobotsRecord> earlier) {
        Map<String, String> headers = new HashMap<>();
        earlier.flatMap(RobotsRecord::etag).ifPresent(etag -> headers.put("If-None-Match", etag));
        earlier.flatMap(RobotsRecord::lastModified)
                .ifPresent(date -> headers.put("If-Modified-Since", RetryAfter.httpDate(date)));
        return new FetchRequest(robotsUrl, FetchPurpose.ROBOTS, false, headers);
    }
}
