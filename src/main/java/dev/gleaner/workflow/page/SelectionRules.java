package dev.gleaner.workflow.page;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The shelf of selection rules. A tenant that never wrote any has none: nothing is read that nobody asked for. */
@ApplicationScoped
class SelectionRules implements PanacheRepositoryBase<SelectionRule, SelectionRule.Key> {
    /** Two who replace the same list must not leave a mixture; there is no row yet that they could both lock. */
    private static final String ONE_AT_A_TIME =
            "select 1 from pg_advisory_xact_lock(hashtextextended('selection_rule ' || cast(:tenant as text), 0))";

    /** What an unchanged sitemap names would be passed over: by other rules, it is to be looked at again. */
    private static final String READ_SITEMAPS_ANEW =
            "update sitemap set read_lease = null where tenant = cast(:tenant as text) and read_lease is not null";

    /** A tenant's rules, in order. */
    Uni<List<SelectionRule>> of(String tenant) {
        return list("tenant = ?1 order by position", tenant);
    }

    /** Puts these in the place of all that the tenant had. */
    Uni<List<SelectionRule>> replace(String tenant, List<SelectionRuleView> wishes) {
        List<SelectionRule> rules = IntStream.range(0, wishes.size())
                .mapToObj(i -> new SelectionRule(tenant, i, wishes.get(i)))
                .toList();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ONE_AT_A_TIME)
                        .setParameter("tenant", tenant)
                        .getSingleResult())
                .chain(() -> delete("tenant", tenant))
                .chain(Panache::getSession)
                .chain(session -> session.createNativeQuery(READ_SITEMAPS_ANEW)
                        .setParameter("tenant", tenant)
                        .executeUpdate())
                .chain(Panache::getSession)
                .chain(session -> session.persistAll(rules.toArray()))
                .replaceWith(rules);
    }

    /**
     * Which of the found pages a tenant wants read: the first rule that fits decides, and no rule means no. Logins, carts
     * and files are never chosen, whatever a rule says of their category.
     */
    Uni<Predicate<FoundPage>> choiceOf(String tenant) {
        return of(tenant).map(rules -> page -> isChosen(page, rules));
    }

    private static boolean isChosen(FoundPage page, List<SelectionRule> rules) {
        return !page.classification().isExcluded()
                && rules.stream()
                        .filter(rule -> rule.fits(page))
                        .findFirst()
                        .map(SelectionRule::selects)
                        .orElse(false);
    }
}
