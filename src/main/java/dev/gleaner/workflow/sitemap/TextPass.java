package dev.gleaner.workflow.sitemap;

import dev.gleaner.address.WebUrl;
import dev.gleaner.vocabulary.SitemapKind;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/** Reads one address a line. Here an address has to be whole: any word would do as a relative one. */
final class TextPass implements Pass {
    private static final int MAX_LINE = 8192;

    private final Harvest harvest;

    TextPass(Harvest harvest) {
        this.harvest = harvest;
    }

    @Override
    public void read(Reader text) throws IOException {
        Characters characters = new Characters(text);
        while (characters.peek() >= 0 && !harvest.isTruncated()) {
            String line = characters
                    .until(character -> character == '\n' || character == '\r', MAX_LINE)
                    .strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                take(line);
            }
            characters.skipWhitespace();
        }
    }

    private void take(String line) {
        WebUrl.parse(line)
                .map(url -> new SitemapEntry(url, Optional.empty(), Optional.empty(), Optional.empty()))
                .ifPresentOrElse(harvest::add, harvest::reject);
    }

    @Override
    public SitemapKind kind() {
        return SitemapKind.TEXT;
    }
}
