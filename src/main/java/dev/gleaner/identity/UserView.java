package dev.gleaner.identity;

import dev.gleaner.vocabulary.Role;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An account as administrators see it. */
@RegisterForReflection
record UserView(UUID id, String email, String tenant, List<Role> roles, Instant createdAt, boolean closed) {
    static UserView of(Account account) {
        return new UserView(
                account.id(),
                account.email(),
                account.tenant(),
                account.roles().stream().sorted().toList(),
                account.createdAt(),
                account.isClosed());
    }
}
