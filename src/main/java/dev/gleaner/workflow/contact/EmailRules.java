package dev.gleaner.workflow.contact;

import dev.gleaner.address.SiteName;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells an e-mail address that reaches somebody from what only looks like one: image names, package versions, keys of
 * error trackers, hashes, and the placeholders of templates. The words stand in {@code email-rules.properties}.
 */
final class EmailRules {
    private static final RuleFile RULES = RuleFile.load("email-rules.properties");
    private static final Set<String> FILE_SUFFIXES = RULES.words("file-suffixes");
    private static final Set<String> MACHINE_HOSTS = RULES.words("machine-hosts");
    private static final Set<String> MACHINE_LOCALS = RULES.words("machine-locals");
    private static final Set<String> PLACEHOLDER_DOMAINS = RULES.words("placeholder-domains");
    private static final Set<String> PLACEHOLDER_NAMES = RULES.words("placeholder-domain-names");
    private static final Set<String> PLACEHOLDER_LOCALS = RULES.words("placeholder-locals");
    private static final Set<String> FOREIGN_PLACEHOLDERS = RULES.words("placeholder-locals-of-other-sites");
    private static final Set<String> ROLES = RULES.words("roles");
    private static final Set<String> UNATTENDED = RULES.words("unattended");

    private static final Pattern LOCAL = Pattern.compile("[a-z0-9_](?:[a-z0-9!#$&'*+/=?^_`{|}~.-]{0,62}[a-z0-9_+-])?");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern TOP_LEVEL = Pattern.compile("[a-z]{2,63}|xn--[a-z0-9-]{2,59}");
    private static final Pattern HASH = Pattern.compile("(?=[a-f-]*[0-9])[0-9a-f-]{16,}");
    private static final Pattern RETINA = Pattern.compile("[0-9](?:\\.[0-9])?x\\..*");
    private static final Pattern SEPARATORS = Pattern.compile("[._+-]");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+$");

    private EmailRules() {}

    /**
     * The address in its canonical spelling: lower case, the domain in ASCII.
     *
     * @param site the site that it was found on; empty if unknown
     * @return empty if it is not one, or reaches nobody
     */
    static Optional<String> accept(String local, String domain, Optional<SiteName> site) {
        String name = local.toLowerCase(Locale.ROOT);
        return ascii(domain)
                .filter(host -> isWellFormed(name, host))
                .filter(host -> !isOfMachine(name, host))
                .filter(host -> !isPlaceholder(name, host, site))
                .map(host -> name + "@" + host);
    }

    private static Optional<String> ascii(String domain) {
        try {
            return Optional.of(IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException impossible) {
            return Optional.empty();
        }
    }

    private static boolean isWellFormed(String local, String host) {
        String[] labels = host.split("\\.", -1);
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return labels.length >= 2
                && local.length() + host.length() < 254
                && !local.contains("..")
                && LOCAL.matcher(local).matches()
                && TOP_LEVEL.matcher(labels[labels.length - 1]).matches();
    }

    private static boolean isOfMachine(String local, String host) {
        return FILE_SUFFIXES.contains(host.substring(host.lastIndexOf('.') + 1))
                || RETINA.matcher(host).matches()
                || HASH.matcher(local).matches()
                || MACHINE_LOCALS.contains(local)
                || isOrBelow(host, MACHINE_HOSTS)
                || (host.startsWith("sentry.") && host.indexOf('.') != host.lastIndexOf('.'));
    }

    private static boolean isPlaceholder(String local, String host, Optional<SiteName> site) {
        boolean own = site.map(it -> isOrBelow(host, Set.of(it.value()))).orElse(false);
        return PLACEHOLDER_LOCALS.contains(local)
                || (!own && FOREIGN_PLACEHOLDERS.contains(local))
                || isOrBelow(host, PLACEHOLDER_DOMAINS)
                || PLACEHOLDER_NAMES.contains(secondLevelOf(host));
    }

    private static boolean isOrBelow(String host, Set<String> domains) {
        for (int dot = -1; ; ) {
            if (domains.contains(host.substring(dot + 1))) {
                return true;
            }
            dot = host.indexOf('.', dot + 1);
            if (dot < 0) {
                return false;
            }
        }
    }

    private static String secondLevelOf(String host) {
        int last = host.lastIndexOf('.');
        return host.substring(host.lastIndexOf('.', last - 1) + 1, last);
    }

    /** Whether an accepted address belongs to a function ({@code info@}, {@code sales-uk@}) rather than to a person. */
    static boolean isRole(String address) {
        String local = address.substring(0, address.indexOf('@'));
        String first = SEPARATORS.split(local, 2)[0];
        return ROLES.contains(local) || ROLES.contains(DIGITS.matcher(first).replaceFirst("")) || isUnattended(address);
    }

    /** Whether an accepted address says that nobody reads what arrives there. */
    static boolean isUnattended(String address) {
        String local = address.substring(0, address.indexOf('@'));
        return UNATTENDED.contains(SEPARATORS.matcher(local).replaceAll(""));
    }

    /** Whether an accepted address lies on a site's own domain. */
    static boolean isOf(String address, Optional<SiteName> site) {
        String host = address.substring(address.indexOf('@') + 1);
        return site.map(it -> isOrBelow(host, Set.of(it.value())) || isOrBelow(it.value(), Set.of(host)))
                .orElse(false);
    }
}
