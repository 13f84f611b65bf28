package dev.gleaner.identity;

import dev.gleaner.vocabulary.Role;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A key to be made.
 *
 * @param name by which its owner recognises it
 * @param roles what it may do, at most what its owner may; not given: what a user may
 * @param readOnly whether it may only look
 * @param expiresAt until when it is good; not given: until it is revoked
 */
@RegisterForReflection
record NewApiKey(
        @NotBlank @Size(max = 100) String name,
        @Schema(nullable = true) @Size(min = 1, max = 2) Set<@NotNull Role> roles,
        Boolean readOnly,
        @Future Instant expiresAt) {

    Set<Role> rolesOrUser() {
        return roles == null ? Set.of(Role.USER) : roles;
    }
}
