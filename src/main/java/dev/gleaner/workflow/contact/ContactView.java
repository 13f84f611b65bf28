package dev.gleaner.workflow.contact;

import dev.gleaner.vocabulary.ContactEvidence;
import dev.gleaner.vocabulary.ContactKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A contact as clients see it, with the evidence for it. */
@RegisterForReflection
record ContactView(
        UUID id,
        UUID domainId,
        String domain,
        ContactKind kind,
        String value,
        String label,
        boolean role,
        double confidence,
        List<SourceView> sources,
        Instant createdAt,
        Instant updatedAt) {

    /** Where and how it stood. */
    @RegisterForReflection
    record SourceView(UUID pageId, String url, ContactEvidence how, String snippet) {}

    static ContactView of(Contact contact, List<ContactSource> sources) {
        return new ContactView(
                contact.id,
                contact.domainId,
                contact.domain,
                contact.kind,
                contact.value,
                contact.label,
                contact.role,
                contact.confidence,
                sources.stream()
                        .map(it -> new SourceView(it.pageId, it.url, it.how, it.snippet))
                        .toList(),
                contact.createdAt,
                contact.updatedAt);
    }
}
