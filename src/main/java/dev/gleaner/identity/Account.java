package dev.gleaner.identity;

import dev.gleaner.vocabulary.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Somebody who may sign in. */
@Entity
@Table(name = "account")
class Account {
    @Id
    private UUID id;

    @Column(name = "tenant")
    private String tenant;

    @Column(name = "email")
    private String email;

    @Column(name = "password_hash")
    private String passwordHash;

    @Column(name = "roles")
    private String[] roles;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For Hibernate. */
    protected Account() {}

    Account(String tenant, String email, String passwordHash, Collection<Role> roles, Instant now) {
        this.id = UUID.randomUUID();
        this.tenant = tenant;
        this.email = canonical(email);
        this.passwordHash = passwordHash;
        this.roles = EnumSet.copyOf(roles).stream().map(Role::name).toArray(String[]::new);
        this.createdAt = now;
    }

    /** The spelling under which an e-mail address is one account. */
    static String canonical(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    UUID id() {
        return id;
    }

    String tenant() {
        return tenant;
    }

    String email() {
        return email;
    }

    String passwordHash() {
        return passwordHash;
    }

    Set<Role> roles() {
        var granted = EnumSet.noneOf(Role.class);
        Arrays.stream(roles).map(Role::valueOf).forEach(granted::add);
        return granted;
    }

    String[] roleNames() {
        return roles.clone();
    }

    Instant createdAt() {
        return createdAt;
    }

    /** Gives it this password hash and makes it an administrator of the tenant. */
    void promote(String newTenant, String newPasswordHash) {
        tenant = newTenant;
        passwordHash = newPasswordHash;
        var granted = roles();
        granted.add(Role.ADMIN);
        roles = granted.stream().map(Role::name).toArray(String[]::new);
    }
}
