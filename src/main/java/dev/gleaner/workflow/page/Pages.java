package dev.gleaner.workflow.page;

import dev.gleaner.item.WorkItems;
import jakarta.enterprise.context.ApplicationScoped;

/** The shelf of pages. */
@ApplicationScoped
class Pages implements WorkItems<Page> {

    @Override
    public Class<Page> itemType() {
        return Page.class;
    }

    @Override
    public String table() {
        return "page";
    }
}
