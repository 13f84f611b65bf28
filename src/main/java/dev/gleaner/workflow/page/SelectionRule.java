package dev.gleaner.workflow.page;

import dev.gleaner.vocabulary.PageCategory;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;

/** One line of what a tenant wants read, or not read, without being asked. */
@Entity
@IdClass(SelectionRule.Key.class)
public class SelectionRule {
    @Id
    String tenant;

    @Id
    int position;

    @Enumerated(EnumType.STRING)
    PageCategory category;

    double minConfidence;
    int maxDepth;
    boolean selects;

    /** For Hibernate. */
    protected SelectionRule() {}

    SelectionRule(String tenant, int position, SelectionRuleView wish) {
        this.tenant = tenant;
        this.position = position;
        this.category = wish.category();
        this.minConfidence = wish.minConfidence();
        this.maxDepth = wish.maxDepth();
        this.selects = wish.select();
    }

    boolean fits(FoundPage page) {
        Classification classification = page.classification();
        return classification.category() == category
                && classification.confidence() >= minConfidence
                && PagePath.depthOf(page.url()) <= maxDepth;
    }

    boolean selects() {
        return selects;
    }

    /** A place in a tenant's list. */
    public record Key(String tenant, int position) implements Serializable {}
}
