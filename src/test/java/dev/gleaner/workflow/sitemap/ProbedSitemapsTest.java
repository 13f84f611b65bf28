package dev.gleaner.workflow.sitemap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Content;
import dev.gleaner.fetch.Response;
import dev.gleaner.fetch.Validators;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProbedSitemapsTest {
    private static final WebUrl ASKED = WebUrl.of("https://shop.test/sitemap.xml");
    private static final WebUrl THERE = WebUrl.of("https://shop.test/map.xml");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final ProbedSitemaps probed = new ProbedSitemaps(new Clock() {
        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    });

    @Test
    void what_was_just_read_is_there_once_under_both_of_its_addresses() {
        probed.keep(response(ASKED, THERE, 10));

        assertThat(probed.take(ASKED)).isPresent();
        assertThat(probed.take(THERE)).isPresent();
        assertThat(probed.take(ASKED)).isEmpty();
    }

    @Test
    void what_may_not_be_whole_is_not_kept() {
        probed.keep(response(ASKED, ASKED, 64 * 1024));

        assertThat(probed.take(ASKED)).isEmpty();
    }

    @Test
    void what_is_old_is_asked_for_again() {
        probed.keep(response(ASKED, ASKED, 10));
        now.updateAndGet(it -> it.plus(Duration.ofSeconds(10)));

        assertThat(probed.take(ASKED)).isEmpty();
    }

    @Test
    void many_drive_out_the_first() {
        probed.keep(response(ASKED, ASKED, 10));
        for (int i = 0; i < 64; i++) {
            WebUrl url = WebUrl.of("https://shop.test/" + i);
            probed.keep(response(url, url, 10));
        }

        assertThat(probed.take(ASKED)).isEmpty();
        assertThat(probed.take(WebUrl.of("https://shop.test/0"))).isPresent();
    }

    private static Response response(WebUrl requested, WebUrl url, int size) {
        return new Response(
                requested,
                url,
                200,
                Map.of(),
                "text/xml",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Validators.none(url),
                new Content.InMemory(new byte[size]));
    }
}
