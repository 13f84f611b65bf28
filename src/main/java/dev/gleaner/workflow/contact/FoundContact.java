package dev.gleaner.workflow.contact;

import dev.gleaner.vocabulary.ContactEvidence;
import dev.gleaner.vocabulary.ContactKind;

/**
 * A contact as it stood on one page, in one way. The same value found in two ways is two of these.
 *
 * @param kind what it is
 * @param value the address in lower case, the number in E.164, or the https address of the profile
 * @param label what the page calls it, or the network of a profile; null if it says nothing
 * @param role whether the address belongs to a function ({@code info@}) rather than to a person
 * @param confidence how sure we are that it reaches the people behind the site, 0 to 1
 * @param how the evidence
 * @param snippet what stands around it, at most 200 characters
 */
public record FoundContact(
        ContactKind kind,
        String value,
        String label,
        boolean role,
        double confidence,
        ContactEvidence how,
        String snippet) {}
