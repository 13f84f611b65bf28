package dev.gleaner.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Gleaner reads pages: they are entered and wait; then somebody selects them all by one request, and what counts is the time
 * until each is read, parsed, searched for contacts and stored, with its status and its attempt on the record. They are
 * spread over many hosts, because one host is asked one thing at a time, whatever the delay.
 */
final class GleanerCrawl implements Contender {
    private static final int HOSTS = 250;
    private static final int AT_ONCE = 1000;

    private final GleanerService service;
    private final String name;
    private final int jobs;

    GleanerCrawl(GleanerService service, String name, int jobs) {
        this.service = service;
        this.name = name;
        this.jobs = jobs;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int jobs() {
        return jobs;
    }

    @Override
    public void fill(int count) throws SQLException, InterruptedException {
        service.superuser().execute("truncate page, contact, attempt cascade");
        for (int from = 0; from < count; from += AT_ONCE) {
            service.client()
                    .post("/api/v1/pages", Map.of("urls", urls(from, Math.min(count, from + AT_ONCE)), "select", false))
                    .expect(200);
        }
        service.superuser().execute("vacuum analyze page", "vacuum analyze page_search", "vacuum analyze lane");
    }

    private static List<String> urls(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "https://site-" + i % HOSTS + ".test/p/" + i)
                .toList();
    }

    @Override
    public Duration run(int count) throws SQLException, InterruptedException {
        long begun = System.nanoTime();
        service.client()
                .patch("/api/v1/pages/curation", Map.of("curationStatus", "SELECTED", "filter", Map.of(), "all", true))
                .expect(200);
        service.until("select not exists (select from page where processing_status in ('QUEUED', 'PROCESSING'))");
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        String stored = service.superuser()
                .ask("select (select count(*) from page where processing_status = 'COMPLETE' and title is not null)"
                        + " || ' ' || (select count(*) from page_text)");
        if (!stored.equals(count + " " + count)) {
            throw new IllegalStateException(stored + " of " + count + " pages are stored");
        }
        return took;
    }

    @Override
    public Duration used() {
        return service.cpu().used();
    }

    @Override
    public void rest() {
        // nothing is queued any more
    }

    @Override
    public void close() {
        // the service belongs to whoever started it
    }
}
