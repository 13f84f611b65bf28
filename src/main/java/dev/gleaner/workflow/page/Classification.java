package dev.gleaner.workflow.page;

import dev.gleaner.vocabulary.PageCategory;

/**
 * What a page is probably about.
 *
 * @param category the verdict
 * @param confidence 0 to 1; from 0.6 on worth acting upon
 * @param rule what decided: {@code path=kontakt}, {@code section=blog}, {@code anchor=contact us}, {@code none} …
 */
public record Classification(PageCategory category, double confidence, String rule) {}
