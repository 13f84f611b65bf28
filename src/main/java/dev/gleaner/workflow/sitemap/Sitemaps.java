package dev.gleaner.workflow.sitemap;

import dev.gleaner.address.WebUrl;
import dev.gleaner.item.WorkItems;
import dev.gleaner.vocabulary.DiscoverySource;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The shelf of sitemaps. */
@ApplicationScoped
class Sitemaps implements WorkItems<Sitemap> {

    @Override
    public Class<Sitemap> itemType() {
        return Sitemap.class;
    }

    @Override
    public String table() {
        return "sitemap";
    }

    /** The sitemaps that an index was the first to name. */
    Uni<List<FoundSitemap>> childrenOf(UUID index) {
        return list("indexId", index)
                .map(children -> children.stream()
                        .map(child -> new FoundSitemap(WebUrl.of(child.url), DiscoverySource.INDEX))
                        .toList());
    }
}
