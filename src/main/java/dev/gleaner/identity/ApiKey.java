package dev.gleaner.identity;

import dev.gleaner.vocabulary.Role;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** A key for a program, made by somebody who answers for it. */
@Entity
class ApiKey {
    static final String PREFIX = "glnr_";

    @Id
    UUID id;

    String tenant;
    String name;
    String owner;
    String hash;
    String hint;
    String[] roles;
    boolean readOnly;
    Instant createdAt;
    Instant expiresAt;
    Instant lastUsedAt;
    Instant revokedAt;

    /** For Hibernate. */
    protected ApiKey() {}

    ApiKey(Bearer owner, NewApiKey wish, Collection<Role> roles, Secret secret, Instant now) {
        this.id = UUID.randomUUID();
        this.tenant = owner.tenant();
        this.owner = owner.email();
        this.name = wish.name().strip();
        this.hash = secret.hash();
        this.hint = secret.hint();
        this.roles = roles.stream().map(Role::name).sorted().toArray(String[]::new);
        this.readOnly = Boolean.TRUE.equals(wish.readOnly());
        this.createdAt = now;
        this.expiresAt = wish.expiresAt();
    }

    UUID id() {
        return id;
    }

    Instant createdAt() {
        return createdAt;
    }

    Set<Role> roles() {
        var granted = EnumSet.noneOf(Role.class);
        Arrays.stream(roles).map(Role::valueOf).forEach(granted::add);
        return granted;
    }

    /** Whether it still opens anything. */
    boolean isGood(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    /** Whom it speaks for. */
    Bearer bearer() {
        return new Bearer(owner, tenant, roles(), new Bearer.Key(name, readOnly));
    }
}
