package dev.gleaner.bench;

import crawlercommons.sitemaps.SiteMap;
import crawlercommons.sitemaps.SiteMapParser;
import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Content;
import dev.gleaner.workflow.sitemap.SitemapLimits;
import dev.gleaner.workflow.sitemap.SitemapReader;
import dev.gleaner.workflow.sitemap.SitemapReading;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;

/** Parsing alone, in a virtual machine of its own: Gleaner's reader or crawler-commons'. Arguments: which, the file. */
final class ParsingPeer extends Peer {
    private static final String ADDRESS = "https://shop.test/sitemap-0.xml";

    private final boolean ours;
    private final byte[] document;

    private ParsingPeer(boolean ours, byte[] document) {
        this.ours = ours;
        this.document = document;
    }

    /** Obeys. */
    public static void main(String[] arguments) throws Exception {
        new ParsingPeer(arguments[0].equals("Gleaner"), Files.readAllBytes(Path.of(arguments[1]))).serve();
    }

    @Override
    void fill(int jobs) {
        // the document is there
    }

    @Override
    double run(int jobs) throws Exception {
        long begun = System.nanoTime();
        for (int read = 0; read < jobs; ) {
            int addresses = ours ? ours() : theirs();
            if (addresses != SiteSitemaps.ADDRESSES) {
                throw new IllegalStateException(addresses + " addresses");
            }
            read += addresses;
        }
        return (System.nanoTime() - begun) / 1e6;
    }

    private int ours() throws Exception {
        SitemapReading reading =
                new SitemapReader(SitemapLimits.defaults()).read(new Content.InMemory(document), WebUrl.of(ADDRESS));
        return reading.match(read -> read.document().entries().size(), unreadable -> 0);
    }

    private int theirs() throws Exception {
        SiteMapParser parser = new SiteMapParser(false, true);
        return ((SiteMap) parser.parseSiteMap("application/xml", document, new URL(ADDRESS)))
                .getSiteMapUrls()
                .size();
    }

    @Override
    void rest() {
        // it does nothing meanwhile
    }
}
