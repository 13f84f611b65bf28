package dev.gleaner.workflow.sitemap;

import dev.gleaner.item.WorkItems;
import jakarta.enterprise.context.ApplicationScoped;

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
}
