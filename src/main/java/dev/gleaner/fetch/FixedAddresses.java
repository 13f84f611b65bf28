package dev.gleaner.fetch;

import dev.gleaner.address.WebUrl;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The operator's explicit exceptions from name resolution and from the address guard. */
final class FixedAddresses {
    private final List<ResolveRule> rules;

    private FixedAddresses(List<ResolveRule> rules) {
        this.rules = rules;
    }

    /**
     * The rules of the configuration, exact hosts first, then in the order they are written.
     *
     * @throws IllegalStateException with a sentence for the operator if one cannot be read
     */
    static FixedAddresses of(FetchSettings settings) {
        return new FixedAddresses(settings.resolve().orElse(List.of()).stream()
                .map(ResolveRule::parse)
                .sorted(Comparator.comparing(rule -> !rule.isExact()))
                .toList());
    }

    /** Scheme, address and port for a host, if the operator gave them. */
    Optional<WebUrl> of(String host) {
        return rules.stream()
                .filter(rule -> rule.matches(host))
                .map(ResolveRule::target)
                .findFirst();
    }
}
