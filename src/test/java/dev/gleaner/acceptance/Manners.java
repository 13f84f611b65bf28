package dev.gleaner.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.fixture.FakeWeb;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What sites may expect of whoever visits them, whichever replica it is and whatever happens to it. */
final class Manners {
    private Manners() {}

    /** One request of a host at a time, robots.txt included, and a rest between any two. Names the hosts that were not spared. */
    static void assertKept(FakeWeb web, List<String> hosts, Duration delay) {
        assertThat(hosts.stream().flatMap(host -> breaches(web, host, delay)))
                .as("hosts that were visited too fast")
                .isEmpty();
    }

    private static Stream<String> breaches(FakeWeb web, String host, Duration delay) {
        boolean alone = web.mostInFlight(host) == 1;
        boolean rested = web.gapsOf(host).stream().allMatch(gap -> gap.compareTo(delay) >= 0);
        return alone && rested
                ? Stream.empty()
                : Stream.of(host + ", " + web.mostInFlight(host) + " at once, " + web.gapsOf(host) + ": "
                        + web.requestsOf(host));
    }
}
