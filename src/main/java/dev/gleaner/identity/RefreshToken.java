package dev.gleaner.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** What a sign-in is renewed with, once. All that descend from one sign-in belong to one session. */
@Entity
class RefreshToken {
    @Id
    String hash;

    UUID sessionId;
    UUID accountId;
    Instant createdAt;
    Instant expiresAt;
    Instant usedAt;

    /** For Hibernate. */
    protected RefreshToken() {}

    RefreshToken(Secret secret, UUID session, UUID account, Instant now, Instant expires) {
        this.hash = secret.hash();
        this.sessionId = session;
        this.accountId = account;
        this.createdAt = now;
        this.expiresAt = expires;
    }
}
