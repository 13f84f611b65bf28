package dev.gleaner.workflow.page;

import dev.gleaner.vocabulary.PageCategory;

/**
 * What a page is probably about.
 *
 * @param category the verdict
 * @param confidence 0 to 1; from 0.6 on worth acting upon
 * @param rule what decided: {@code path=kontakt}, {@code section=blog}, {@code anchor=contact us},
 *     {@code excluded=cart}, {@code none} …
 */
public record Classification(PageCategory category, double confidence, String rule) {
    static final String EXCLUDED = "excluded=";
    static final String FILE = "file=";

    /** Whether it is an address that no rule selects: a login, a cart, a feed, a file. A person still may. */
    boolean isExcluded() {
        return rule.startsWith(EXCLUDED) || rule.startsWith(FILE);
    }
}
