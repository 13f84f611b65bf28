package dev.gleaner.bench;

import dev.gleaner.fixture.ReplicaProcess;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Servers that take their time, each on another host: what waits for them holds no connection and little memory. */
class SlowFetchesBench {
    private static final int FEW_CONNECTIONS = 3;
    private static final int AT_ONCE = 2_000;
    private static final int ROUNDS_OF_ALL = 3;

    private static Site site;
    private static GleanerService service;

    @BeforeAll
    static void start() {
        site = Site.start();
        service = GleanerService.start(site, it -> slow(it, AT_ONCE));
    }

    private static ReplicaProcess.Builder slow(ReplicaProcess.Builder builder, int atOnce) {
        return builder.with("GLEANER_DATABASE_POOL_SIZE", Integer.toString(FEW_CONNECTIONS))
                .with("GLEANER_PIPELINE_CONCURRENCY", Integer.toString(atOnce))
                .with("GLEANER_PIPELINE_BATCH", Integer.toString(Math.min(atOnce, 1000)))
                .with("GLEANER_FETCH_READ_TIMEOUT", "120s")
                .with("GLEANER_FETCH_PAGE_DEADLINE", "120s");
    }

    @AfterAll
    static void stop() {
        service.close();
        site.close();
    }

    @Test
    void two_second_fetches_over_three_connections() {
        var sheet = new Sheet(
                "slow",
                "Fetches of two seconds each",
                "fetches of 2 s",
                "at most in flight",
                "done per second",
                "of what is possible",
                "connections that were busy, mean (of " + FEW_CONNECTIONS + ")");
        sheet.attempt("two seconds", () -> fetchSlowly(sheet));
    }

    private static void fetchSlowly(Sheet sheet) throws Exception {
        double load = Machine.load();
        int pages = AT_ONCE * ROUNDS_OF_ALL;
        // whoever is new is asked for its robots.txt first: once for every host, before the clock runs
        enter("/p/", AT_ONCE, AT_ONCE);
        select();
        service.untilIdle();
        service.superuser().execute("truncate page, attempt cascade", "vacuum lane");
        enter("/slow/", pages, AT_ONCE);
        var inFlight = new AtomicInteger();
        List<Integer> connections = new ArrayList<>();
        long begun = System.nanoTime();
        select();
        service.untilIdle(() -> {
            connections.add(
                    number("select count(*) from pg_stat_activity where usename = 'gleaner' and state <> 'idle'"));
            inFlight.accumulateAndGet(
                    number("select count(distinct lane) from page where processing_status = 'PROCESSING'"), Math::max);
        });
        double seconds = (System.nanoTime() - begun) / 1e9;
        int done = number("select count(*) from page where processing_status = 'COMPLETE'");
        sheet.row(
                String.format(Locale.ROOT, "%,d of %,d pages of %,d hosts", done, pages, AT_ONCE),
                String.format(Locale.ROOT, "%,d", inFlight.get()),
                String.format(Locale.ROOT, "%,.0f", done / seconds),
                String.format(Locale.ROOT, "%.2f", done / seconds / (AT_ONCE / 2.0)),
                String.format(
                        Locale.ROOT,
                        "%.2f",
                        connections.stream().mapToInt(it -> it).average().orElse(0)));
        sheet.note(Machine.of(service.superuser(), load, 1).sentence());
    }

    @Test
    void memory_of_what_is_in_flight() {
        var sheet = new Sheet(
                "memory",
                "Kilobytes of living objects per fetch in flight",
                "fetches in flight",
                "heap, living objects, MB",
                "KB for each",
                "resident memory of the process, MB");
        for (int number : List.of(100, 1_000, 10_000)) {
            sheet.attempt(String.format(Locale.ROOT, "%,d", number), () -> hold(sheet, number));
        }
    }

    private static void hold(Sheet sheet, int number) throws Exception {
        service.begin(site, it -> slow(it, number));
        service.superuser().execute("truncate page, attempt, lane cascade");
        // what is loaded and made once, at the first pages, belongs to none of them
        enter("/p/", 200, 200);
        select();
        service.untilIdle();
        long atRest = service.replica().liveBytes();
        enter("/held/", number, number);
        select();
        site.awaitHeld(number);
        long held = service.replica().liveBytes();
        sheet.row(
                String.format(Locale.ROOT, "%,d", number),
                String.format(Locale.ROOT, "%.1f (at rest %.1f)", held / 1048576.0, atRest / 1048576.0),
                String.format(Locale.ROOT, "%.1f", (held - atRest) / 1024.0 / number),
                String.format(Locale.ROOT, "%.0f", service.replica().residentBytes() / 1048576.0));
        sheet.bar(
                "KB for each",
                String.format(Locale.ROOT, "Gleaner, %,d in flight", number),
                (held - atRest) / 1024.0 / number);
    }

    private static void enter(String path, int pages, int hosts) {
        for (int from = 0; from < pages; from += 1000) {
            List<String> urls = IntStream.range(from, Math.min(pages, from + 1000))
                    .mapToObj(i -> "https://slow-" + i % hosts + ".test" + path + i)
                    .toList();
            service.client()
                    .post("/api/v1/pages", Map.of("urls", urls, "select", false))
                    .expect(200);
        }
    }

    private static void select() {
        service.client()
                .patch(
                        "/api/v1/pages/curation",
                        Map.of("curationStatus", "SELECTED", "filter", Map.of("curationStatus", "NEW")))
                .expect(200);
    }

    private static int number(String question) {
        try {
            return Integer.parseInt(service.superuser().ask(question));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
