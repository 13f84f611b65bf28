package dev.gleaner.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.fixture.RawServer;
import dev.gleaner.vocabulary.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PolitenessTest extends FetcherTestBase {

    @Test
    void the_first_page_waits_for_the_delay_that_robots_txt_has_just_asked_for() {
        server.at("/robots.txt", RawServer.text(200, "text/plain", "user-agent: *\ncrawl-delay: 0.4"))
                .at("/", RawServer.html("hello"));

        body(page(fetcher("default-delay", "0s"), "http://shop.test/"));

        List<RawServer.Seen> log = server.log();
        assertThat(log).hasSize(2);
        assertThat(Duration.ofNanos(log.get(1).nanos() - log.get(0).nanos()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void a_host_of_another_page_of_the_same_journey_is_spared_too() {
        server.at("a.test/", RawServer.redirect(302, "http://b.test/"))
                .at("b.test/", RawServer.html("b"))
                .at("b.test/x", RawServer.html("x"));
        Fetcher fetcher = fetcher("default-delay", "300ms");

        body(page(fetcher, "http://a.test/"));
        body(page(fetcher, "http://b.test/x"));

        List<Long> visits = server.log().stream()
                .filter(seen -> seen.host().equals("b.test"))
                .map(RawServer.Seen::nanos)
                .toList();
        assertThat(visits).hasSize(3);
        assertThat(visits.get(1) - visits.get(0))
                .isGreaterThanOrEqualTo(Duration.ofMillis(300).toNanos());
        assertThat(visits.get(2) - visits.get(1))
                .isGreaterThanOrEqualTo(Duration.ofMillis(300).toNanos());
    }

    @Test
    void a_slow_host_rests_as_long_as_it_took_times_the_factor_and_no_longer_than_the_limit() {
        HostDelays delays = new HostDelays(
                TestSettings.with(Map.of("default-delay", "1s", "slow-factor", "3", "max-slow-delay", "8s")));

        delays.observe("www.slow.test", Duration.ofSeconds(2));
        delays.observe("dead.test", Duration.ofSeconds(30));
        delays.observe("quick.test", Duration.ofMillis(50));

        assertThat(delays.of("slow.test")).isEqualTo(Duration.ofSeconds(6));
        assertThat(delays.of("dead.test")).isEqualTo(Duration.ofSeconds(8));
        assertThat(delays.of("quick.test")).isEqualTo(Duration.ofSeconds(1));
        assertThat(delays.slowed()).isEqualTo(2);

        delays.learn("slow.test", Optional.of(Duration.ofSeconds(20)));
        assertThat(delays.of("slow.test")).isEqualTo(Duration.ofSeconds(20));

        delays.observe("dead.test", Duration.ofMillis(10));
        assertThat(delays.of("dead.test")).isEqualTo(Duration.ofSeconds(1));
        assertThat(delays.slowed()).isEqualTo(1);
    }

    @Test
    void slowness_is_measured_on_the_wire() {
        server.at("/", exchange -> {
            exchange.stall(200);
            return RawServer.html("slow").answer(exchange);
        });
        Fetcher fetcher = fetcher("slow-factor", "5");

        body(page(fetcher, "http://shop.test/"));

        assertThat(fetcher.delayOf("shop.test")).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(registry.get("gleaner.fetch.slowed.hosts").gauge().value()).isEqualTo(1);
    }

    @Test
    void a_host_that_only_fails_is_not_asked_for_a_while() {
        server.at("/", RawServer.text(500, "text/html", "broken"));
        Fetcher fetcher = fetcher("circuit.failures", "2");

        page(fetcher, "http://shop.test/");
        page(fetcher, "http://shop.test/");

        assertThat(page(fetcher, "http://shop.test/")).isInstanceOfSatisfying(Fetched.Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(ErrorCode.CIRCUIT_OPEN);
            assertThat(failed.worthRetrying()).isTrue();
        });
        assertThat(server.pages()).hasSize(2);
        assertThat(registry.get("gleaner.fetch.open.circuits").gauge().value()).isEqualTo(1);
    }
}
