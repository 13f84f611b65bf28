package dev.gleaner.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * A sitemap of 50,000 addresses, 9 MB, parsed from memory and no more; by Crawlee from a server on this machine, because that
 * is the way it is fast.
 */
class ParsingBench {
    private static final int SOME = SiteSitemaps.ADDRESSES;
    private static final int MORE = 8 * SOME;

    @Test
    void addresses_per_second() throws Exception {
        Path file = Files.createTempFile("bench", ".xml");
        Site site = Site.start();
        Files.write(file, site.read("shop.test", "/sitemap-0.xml"));
        List<Contender> contenders = Only.these(List.of(
                new Entry("Gleaner", name -> PeerProcess.java(name, MORE, ParsingPeer.class, name, file.toString())),
                new Entry(
                        "crawler-commons",
                        name -> PeerProcess.java(name, 2 * SOME, ParsingPeer.class, name, file.toString())),
                new Entry(
                        "Crawlee",
                        name -> PeerProcess.node(
                                name, SOME, "sitemap.mjs", site.address() + "/sitemap-0.xml?host=shop.test"))));
        double load = Machine.load();
        try {
            var sheet = new Sheet(
                    "parsing",
                    "Addresses of a sitemap parsed per second, median",
                    "contender",
                    "addresses per second, median (slowest–fastest)",
                    "per second of its own processor time");
            List<Result> results =
                    new Championship(new ProcessCpu(ProcessHandle.current().pid())).run(contenders);
            for (Result it : results) {
                sheet.row(
                        it.name(),
                        it.hasFailed()
                                ? "failed: " + it.failure()
                                : String.format(
                                        Locale.ROOT, "%,.0f (%,.0f–%,.0f)", it.median(), it.slowest(), it.fastest()),
                        it.hasFailed() ? "" : String.format(Locale.ROOT, "%,.0f", 1e6 / it.ownMicros()));
            }
            sheet.bars("a sitemap of 50,000 addresses", results);
            sheet.note(String.format(
                    Locale.ROOT,
                    "%d rounds, load %.1f before and %.1f after",
                    Championship.ROUNDS,
                    load,
                    Machine.load()));
        } finally {
            contenders.forEach(Contender::close);
            site.close();
        }
    }
}
