package dev.gleaner.fetch;

import dev.gleaner.address.WebUrl;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Where one journey has been, and how much time on the wire it has left. Confined to one context. */
final class Trip {
    private final FetchRequest request;
    private final Set<WebUrl> visited = new HashSet<>();
    private Duration left;

    Trip(FetchRequest request, Duration time) {
        this.request = request;
        this.left = time;
    }

    FetchRequest request() {
        return request;
    }

    /** How much time the exchanges to come may take together. */
    Duration left() {
        return left;
    }

    void spend(Duration time) {
        left = left.minus(time);
    }

    /** Notes a place; false if the journey has been there already. */
    boolean visit(WebUrl url) {
        return visited.add(url);
    }

    /** How many redirects were followed. */
    int redirects() {
        return visited.size() - 1;
    }
}
