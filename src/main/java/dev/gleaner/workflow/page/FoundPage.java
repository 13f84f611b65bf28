package dev.gleaner.workflow.page;

import dev.gleaner.address.WebUrl;
import dev.gleaner.vocabulary.ChangeFrequency;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A page that something names: a sitemap, a home page, a person.
 *
 * @param url its address
 * @param classification what its address tells about it
 * @param lastModified when it is said to have changed
 * @param changeFrequency how often it is said to change
 * @param priority its weight within the site, 0 to 1
 */
public record FoundPage(
        WebUrl url,
        Classification classification,
        @Nullable Instant lastModified,
        @Nullable ChangeFrequency changeFrequency,
        @Nullable Double priority) {

    /** A page of which nothing is known but its address. */
    public static FoundPage at(WebUrl url, PageClassifier classifier) {
        return new FoundPage(url, classifier.classify(url), null, null, null);
    }
}
