package dev.gleaner.workflow.page;

import dev.gleaner.vocabulary.PageCategory;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * A selection rule as clients write and see it.
 *
 * @param category the pages that it is about
 * @param minConfidence how sure their category must be, 0 to 1
 * @param maxDepth how many segments the path of their address may have; the home page has none
 * @param select whether they are selected or left alone
 */
@RegisterForReflection
record SelectionRuleView(
        @NotNull PageCategory category,
        @NotNull @DecimalMin("0") @DecimalMax("1") Double minConfidence,
        @NotNull @Min(0) Integer maxDepth,
        @NotNull Boolean select) {

    static SelectionRuleView of(SelectionRule rule) {
        return new SelectionRuleView(rule.category, rule.minConfidence, rule.maxDepth, rule.selects);
    }
}
