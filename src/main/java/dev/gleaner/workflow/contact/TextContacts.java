package dev.gleaner.workflow.contact;

import dev.gleaner.markup.VisibleText;
import dev.gleaner.vocabulary.ContactEvidence;
import dev.gleaner.workflow.contact.EmailScanner.Candidate;
import java.util.List;

/** Contacts that stand in the visible text, plain or disguised. */
final class TextContacts {
    private static final char FULL_WIDTH_AT = '\uFF20';

    private final Gathering gathering;
    private final VisibleText text;
    private final List<String> regions;

    TextContacts(Gathering gathering, List<String> regions) {
        this.gathering = gathering;
        this.text = gathering.page().text();
        this.regions = regions;
    }

    void read() {
        String visible = text.toString();
        for (Candidate candidate : EmailScanner.scan(visible)) {
            gathering.email(candidate, evidenceFor(visible, candidate), null, text.around(candidate.span()));
        }
        for (Candidate candidate : DisguisedEmails.scan(visible)) {
            gathering.email(candidate, ContactEvidence.DECODED, null, text.around(candidate.span()));
        }
        for (PhoneScanner.Found found : new PhoneScanner(gathering.page(), regions).scan()) {
            gathering.phone(found.number(), ContactEvidence.TEXT, null, text.around(found.span()));
        }
    }

    private ContactEvidence evidenceFor(String visible, Candidate candidate) {
        int start = candidate.span().start();
        boolean disguised = text.isReversed(start)
                || visible.charAt(start + candidate.local().length()) == FULL_WIDTH_AT;
        return disguised ? ContactEvidence.DECODED : ContactEvidence.TEXT;
    }
}
