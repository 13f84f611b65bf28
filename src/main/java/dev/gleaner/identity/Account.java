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

    /** Tokens of an earlier generation are not taken any more. */
    @Column(name = "generation")
    private int generation;

    @Column(name = "closed_at")
    private Instant closedAt;

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

    int generation() {
        return generation;
    }

    boolean isClosed() {
        return closedAt != null;
    }

    /** Takes back every token that was issued. */
    void revokeTokens() {
        generation++;
    }

    /** Replaces what it may do, and takes back the tokens that say otherwise. */
    void grant(Collection<Role> newRoles) {
        roles = EnumSet.copyOf(newRoles).stream().map(Role::name).toArray(String[]::new);
        revokeTokens();
    }

    /** Replaces the password; whoever knew the old one is out. */
    void changePassword(String newPasswordHash) {
        passwordHash = newPasswordHash;
        revokeTokens();
    }

    /** Nobody signs in with it until it is opened again. */
    void close(Instant now) {
        closedAt = now;
        revokeTokens();
    }

    void open() {
        closedAt = null;
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
