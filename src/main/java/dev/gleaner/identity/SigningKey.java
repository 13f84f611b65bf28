package dev.gleaner.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** What our tokens are signed with. In the database, so that every replica takes every replica's tokens. */
@Entity
@Table(name = "signing_key")
class SigningKey {
    /** As long as the hash of HS256 (RFC 7518 §3.2). */
    private static final int SECRET_BYTES = 32;

    @Id
    private String kid;

    @Column(name = "secret")
    private byte[] secret;

    /** The one that new tokens are signed with; others are kept until their tokens have expired. */
    @Column(name = "active")
    private boolean active;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For Hibernate. */
    protected SigningKey() {}

    SigningKey(SecureRandom dice, Instant now) {
        kid = UUID.randomUUID().toString();
        secret = new byte[SECRET_BYTES];
        dice.nextBytes(secret);
        active = true;
        createdAt = now;
    }

    String kid() {
        return kid;
    }

    byte[] secret() {
        return secret.clone();
    }

    boolean active() {
        return active;
    }

    Instant createdAt() {
        return createdAt;
    }

    SecretKey key() {
        return new SecretKeySpec(secret, "HmacSHA256");
    }
}
