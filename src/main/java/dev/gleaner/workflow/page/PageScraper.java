package dev.gleaner.workflow.page;

import dev.gleaner.address.SiteName;
import dev.gleaner.fetch.Content;
import dev.gleaner.fetch.Response;
import dev.gleaner.markup.ParsedPage;
import dev.gleaner.workflow.contact.ContactExtractor;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/** Reads an answer as a page: parsed once, for what it says and for whom it names. Computes; knows no connection. */
@ApplicationScoped
class PageScraper {
    private final PageReader reader;
    private final ContactExtractor contacts;

    PageScraper(PageReader reader, ContactExtractor contacts) {
        this.reader = reader;
        this.contacts = contacts;
    }

    /**
     * Reads the answer and closes it. Blocking.
     *
     * @throws IOException if a temporary file cannot be read
     */
    Scrape scrape(SiteName site, Response response) throws IOException {
        try (Content ignored = response.content()) {
            return read(site, response);
        }
    }

    private Scrape read(SiteName site, Response response) throws IOException {
        ParsedPage page = ParsedPage.parse(response.text(), response.url(), response.language());
        return new Scrape(response.status(), response.mediaType(), reader.read(page), contacts.extract(page, site));
    }
}
