package dev.gleaner.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages of 30 KB from a site on this machine, fetched, parsed and stored. */
class PagesBench {
    private static final int FEW = 2_000;
    private static final int MANY = 10_000;

    /** So many times the larger number of pages. */
    private static final int WARM_UPS = 3;

    /** Those who keep everything in one process work at their best with about as many; more gave nobody more. */
    private static final String AT_ONCE = "64";

    private static Site site;
    private static GleanerService service;
    private static List<Contender> contenders;

    @BeforeAll
    static void start() throws Exception {
        site = Site.start();
        service = GleanerService.start(site, it -> it);
        Path output = Files.createTempDirectory("bench-pages");
        Function<String, String> file = name -> output.resolve(name).toString();
        contenders = Only.these(List.of(
                new Entry("Gleaner", name -> new GleanerCrawl(service, name, FEW)),
                new Entry(
                        "bare Vert.x client + jsoup",
                        name -> PeerProcess.java(
                                name,
                                FEW,
                                BareCrawlPeer.class,
                                site.address(),
                                service.routed().url(),
                                AT_ONCE)),
                new Entry(
                        "Crawlee CheerioCrawler",
                        name -> PeerProcess.node(
                                name, FEW, "cheerio.mjs", site.address(), AT_ONCE, file.apply("crawlee.jsonl"))),
                new Entry(
                        "Scrapy",
                        name -> PeerProcess.python(
                                name, FEW, "scrapy_peer.py", site.address(), AT_ONCE, file.apply("scrapy.jsonl")))));
    }

    @AfterAll
    static void stop() {
        contenders.forEach(Contender::close);
        service.close();
        site.close();
    }

    @Test
    void pages_per_second_and_per_processor_second() throws Exception {
        double load = Machine.load();
        var sheet = new Sheet(
                "pages",
                "Pages fetched, parsed and stored per second of processor time, median",
                "30 KB pages",
                "contender",
                "pages per second, median (slowest–fastest)",
                "pages per second of its own processor time",
                "µs of the database each");
        warmUp();
        write(sheet, FEW, new Championship(service.databaseCpu(), 1, Championship.ROUNDS).run(contenders));
        List<Contender> warm = new ArrayList<>();
        contenders.forEach(it -> warm.add(new Longer(it, MANY)));
        write(sheet, MANY, new Championship(service.databaseCpu(), 0, 1).run(warm));
        sheet.note(Machine.of(service.superuser(), load, Championship.ROUNDS).sentence() + "; " + MANY
                + " pages: one round, everybody being warm");
    }

    /** Virtual machines that compile take longer than those that interpret until they are at their best. */
    private static void warmUp() throws Exception {
        new Championship(service.databaseCpu(), WARM_UPS, 0)
                .run(contenders.stream()
                        .filter(it ->
                                it.name().startsWith("Gleaner") || it.name().startsWith("bare"))
                        .<Contender>map(it -> new Longer(it, MANY))
                        .toList());
    }

    private static void write(Sheet sheet, int pages, List<Result> results) {
        for (Result it : results) {
            sheet.row(
                    String.format(Locale.ROOT, "%,d", pages),
                    it.name(),
                    it.hasFailed()
                            ? "failed: " + it.failure()
                            : String.format(
                                    Locale.ROOT, "%,.0f (%,.0f–%,.0f)", it.median(), it.slowest(), it.fastest()),
                    it.hasFailed() ? "" : String.format(Locale.ROOT, "%,.0f", 1e6 / it.ownMicros()),
                    it.hasFailed() || it.databaseMicros() == 0
                            ? ""
                            : String.format(Locale.ROOT, "%,.0f", it.databaseMicros()));
        }
        sheet.bars(
                String.format(Locale.ROOT, "%,d pages", pages),
                results.stream().map(PagesBench::perProcessorSecond).toList());
    }

    private static Result perProcessorSecond(Result it) {
        return new Result(
                it.name(),
                it.rounds().stream()
                        .map(round -> new Round(1e6 / round.ownMicros(), 0, 0))
                        .toList(),
                it.failure());
    }
}
