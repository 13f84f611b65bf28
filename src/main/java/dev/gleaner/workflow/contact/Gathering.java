package dev.gleaner.workflow.contact;

import dev.gleaner.address.SiteName;
import dev.gleaner.markup.ParsedPage;
import dev.gleaner.markup.TextLimits;
import dev.gleaner.vocabulary.ContactEvidence;
import dev.gleaner.vocabulary.ContactKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What was found on one page so far: each value once per kind of evidence, so many and no more. */
final class Gathering {
    /** Most contacts kept of one page; a page with more is a directory of other people. */
    static final int MOST = 200;

    private static final int SNIPPET = 200;
    private static final double OWN_DOMAIN = 0.04;
    private static final double UNATTENDED = 0.3;

    private final ParsedPage page;
    private final Optional<SiteName> site;
    private final Map<Key, FoundContact> found = new LinkedHashMap<>();

    private record Key(ContactKind kind, String value, ContactEvidence how) {}

    Gathering(ParsedPage page, Optional<SiteName> site) {
        this.page = page;
        this.site = site;
    }

    ParsedPage page() {
        return page;
    }

    List<FoundContact> contacts() {
        return List.copyOf(found.values());
    }

    /** Every address in a text that is known to hold nothing else. */
    void emails(String text, ContactEvidence how, String label, String snippet) {
        EmailScanner.scan(text).forEach(it -> email(it, how, label, snippet));
    }

    void email(EmailScanner.Candidate candidate, ContactEvidence how, String label, String snippet) {
        EmailRules.accept(candidate.local(), candidate.domain(), site).ifPresent(address -> {
            double confidence = EmailRules.isUnattended(address) ? UNATTENDED : confidenceOf(address, how);
            add(ContactKind.EMAIL, address, label, EmailRules.isRole(address), confidence, how, snippet);
        });
    }

    private double confidenceOf(String address, ContactEvidence how) {
        double bonus = EmailRules.isOf(address, site) ? OWN_DOMAIN : 0;
        return Math.round((certaintyOf(how) + bonus) * 100) / 100.0;
    }

    void phone(String number, ContactEvidence how, String label, String snippet) {
        add(ContactKind.PHONE, number, label, false, certaintyOf(how), how, snippet);
    }

    /** The profile that an address leads to, if it is one. */
    void profile(String address, ContactEvidence how, Supplier<String> snippet) {
        page.resolve(address)
                .flatMap(SocialProfiles::at)
                .ifPresent(it -> add(
                        ContactKind.SOCIAL, it.address(), it.network(), false, certaintyOf(how), how, snippet.get()));
    }

    private void add(
            ContactKind kind,
            String value,
            String label,
            boolean role,
            double confidence,
            ContactEvidence how,
            String snippet) {
        Key key = new Key(kind, value.toLowerCase(Locale.ROOT), how);
        if (found.size() < MOST && !found.containsKey(key)) {
            String named = isName(label, value) ? TextLimits.fold(label, TextLimits.LABEL) : null;
            String around = TextLimits.excerpt(snippet, SNIPPET);
            found.put(key, new FoundContact(kind, value, named, role, confidence, how, around));
        }
    }

    /** A label says more than the value itself. */
    private static boolean isName(String label, String value) {
        return label != null
                && label.chars().anyMatch(Character::isLetter)
                && label.indexOf('@') < 0
                && !label.contains("[email")
                && !label.equalsIgnoreCase(value);
    }

    /** How far the kinds of evidence are to be trusted: what is written for machines or clicks more than text. */
    private static double certaintyOf(ContactEvidence how) {
        return switch (how) {
            case MAILTO, TEL -> 0.95;
            case JSON_LD, MICRODATA -> 0.9;
            case DECODED -> 0.85;
            case TEXT -> 0.8;
        };
    }
}
