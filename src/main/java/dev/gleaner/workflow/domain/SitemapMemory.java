package dev.gleaner.workflow.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Validators;
import dev.gleaner.vocabulary.DiscoverySource;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a domain remembers of the sitemaps that were found by looking for them, as the JSON of its column. */
@ApplicationScoped
class SitemapMemory {
    private final ObjectMapper json;

    SitemapMemory(ObjectMapper json) {
        this.json = json;
    }

    /** The JSON's element. */
    @RegisterForReflection
    private record Entry(
            String url,
            DiscoverySource source,
            String readUrl,
            @Nullable String etag,
            @Nullable String modified) {

        static Entry of(ProbedSitemap sitemap) {
            return new Entry(
                    sitemap.url().toString(),
                    sitemap.source(),
                    sitemap.version().url().toString(),
                    sitemap.version().etag().orElse(null),
                    sitemap.version().lastModified().orElse(null));
        }

        ProbedSitemap sitemap() {
            return new ProbedSitemap(
                    WebUrl.of(url),
                    source,
                    new Validators(WebUrl.of(readUrl), Optional.ofNullable(etag), Optional.ofNullable(modified)));
        }
    }

    /** Those that nobody looked at are found again where they are named. */
    String write(List<ProbedSitemap> found) {
        try {
            return json.writeValueAsString(found.stream()
                    .filter(it -> it.source() != DiscoverySource.ROBOTS
                            || !it.version().isEmpty())
                    .map(Entry::of)
                    .toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Plain data has to be writable as JSON", e);
        }
    }

    List<ProbedSitemap> read(@Nullable String text) {
        try {
            return text == null
                    ? List.of()
                    : List.of(json.readValue(text, Entry[].class)).stream()
                            .map(Entry::sitemap)
                            .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The sitemaps that a domain remembers are not what was written", e);
        }
    }
}
