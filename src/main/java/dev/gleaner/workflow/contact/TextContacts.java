package dev.gleaner.workflow.contact;

import dev.gleaner.markup.VisibleText;
import dev.gleaner.markup.VisibleText.Span;
import dev.gleaner.vocabulary.ContactEvidence;
import dev.gleaner.workflow.contact.EmailScanner.Candidate;
import java.util.List;

/** Contacts that stand in the visible text, plain or disguised. */
final class TextContacts {
    /** The printable part of ASCII as East Asian keyboards write it, and how far it lies from ASCII. */
    private static final char FIRST_WIDE = '\uFF01';

    private static final char LAST_WIDE = '\uFF5E';
    private static final int DISTANCE = FIRST_WIDE - '!';

    private final Gathering gathering;
    private final VisibleText text;
    private final List<String> regions;

    TextContacts(Gathering gathering, List<String> regions) {
        this.gathering = gathering;
        this.text = gathering.page().text();
        this.regions = regions;
    }

    void read() {
        String visible = narrow(text.toString());
        for (Candidate candidate : EmailScanner.scan(visible)) {
            gathering.email(candidate, evidenceFor(candidate), null, text.around(candidate.span()));
        }
        for (Candidate candidate : DisguisedEmails.scan(visible)) {
            gathering.email(candidate, ContactEvidence.DECODED, null, text.around(candidate.span()));
        }
        for (PhoneScanner.Found found : new PhoneScanner(gathering.page(), regions).scan()) {
            gathering.phone(found.number(), ContactEvidence.TEXT, null, text.around(found.span()));
        }
    }

    /** The text with wide characters as ASCII; every character keeps its place. */
    private static String narrow(String text) {
        int first = 0;
        while (first < text.length() && !isWide(text.charAt(first))) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder narrow = new StringBuilder(text);
        for (int i = first; i < narrow.length(); i++) {
            if (isWide(narrow.charAt(i))) {
                narrow.setCharAt(i, (char) (narrow.charAt(i) - DISTANCE));
            }
        }
        return narrow.toString();
    }

    private static boolean isWide(int character) {
        return character >= FIRST_WIDE && character <= LAST_WIDE;
    }

    private ContactEvidence evidenceFor(Candidate candidate) {
        Span span = candidate.span();
        boolean wide =
                text.toString().substring(span.start(), span.end()).chars().anyMatch(TextContacts::isWide);
        return wide || text.isReversed(span.start()) ? ContactEvidence.DECODED : ContactEvidence.TEXT;
    }
}
