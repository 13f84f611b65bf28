package dev.gleaner.workflow.page;

import dev.gleaner.fetch.Validators;
import java.util.Optional;

/**
 * What one visit to a page brought.
 *
 * @param version how the server will recognise what it sent
 * @param scrape what was read; empty if the page is what it was
 */
record PageVisit(Validators version, Optional<Scrape> scrape) {

    static PageVisit read(Validators version, Scrape scrape) {
        return new PageVisit(version, Optional.of(scrape));
    }

    static PageVisit unchanged(Validators version) {
        return new PageVisit(version, Optional.empty());
    }
}
