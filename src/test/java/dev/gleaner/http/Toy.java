package dev.gleaner.http;

import dev.gleaner.vocabulary.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;

/** Something to list: looks at a table that is there anyway, and plays that one column may be empty. */
@Entity
@Immutable
@Table(name = "account")
class Toy {
    @Id
    UUID id;

    String tenant;

    String email;

    @Column(name = "created_at")
    Instant createdAt;

    @Formula("nullif(password_hash, 'none')")
    String title;

    @Enumerated(EnumType.STRING)
    @Formula("roles[1]")
    Role role;

    Optional<String> title() {
        return Optional.ofNullable(title);
    }
}
