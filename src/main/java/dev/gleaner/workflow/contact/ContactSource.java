package dev.gleaner.workflow.contact;

import dev.gleaner.vocabulary.ContactEvidence;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.util.UUID;

/** Where and how a contact was seen. */
@Entity
@IdClass(ContactSource.Key.class)
public class ContactSource {
    @Id
    UUID contactId;

    @Id
    UUID pageId;

    @Id
    @Enumerated(EnumType.STRING)
    ContactEvidence how;

    String url;
    String snippet;

    /** For Hibernate. */
    protected ContactSource() {}

    UUID contactId() {
        return contactId;
    }

    /** One kind of evidence per contact and page. */
    public record Key(UUID contactId, UUID pageId, ContactEvidence how) implements Serializable {}
}
