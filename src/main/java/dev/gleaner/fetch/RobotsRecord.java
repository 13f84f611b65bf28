package dev.gleaner.fetch;

import dev.gleaner.address.WebUrl;
import dev.gleaner.vocabulary.RobotsStatus;
import java.time.Duration;

/**
 * What a server answered when it was asked for robots.txt: something that holds for all replicas, unlike a failure to
 * reach it, which may be this replica's own.
 *
 * @param origin scheme, host and port that it binds (RFC 9309 §2.3)
 * @param status what it amounts to
 * @param url where the answer came from, after redirects
 * @param httpStatus the last HTTP status; 0 if redirects had no end
 * @param body the file, as far as it is read; empty unless it was found
 * @param validators how the server will recognise this version of the file
 * @param message a sentence on what was answered instead of a file
 * @param keep how long it is good for from now on; negative or zero if it has expired
 */
public record RobotsRecord(
        String origin,
        RobotsStatus status,
        WebUrl url,
        int httpStatus,
        byte[] body,
        Validators validators,
        String message,
        Duration keep) {

    static RobotsRecord found(String origin, Response response, byte[] body, Duration keep) {
        return new RobotsRecord(
                origin, RobotsStatus.FOUND, response.url(), response.status(), body, response.validators(), "", keep);
    }

    static RobotsRecord without(WebUrl robotsUrl, RobotsStatus status, int httpStatus, String message, Duration keep) {
        return new RobotsRecord(
                robotsUrl.origin(),
                status,
                robotsUrl,
                httpStatus,
                new byte[0],
                Validators.none(robotsUrl),
                message,
                keep);
    }

    /** Whether the server need not be asked again yet. */
    boolean isFresh() {
        return !keep.isNegative() && !keep.isZero();
    }

    RobotsRecord renewed(Duration anew) {
        return new RobotsRecord(origin, status, url, httpStatus, body, validators, message, anew);
    }
}
