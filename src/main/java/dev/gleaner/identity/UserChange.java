package dev.gleaner.identity;

import dev.gleaner.vocabulary.Role;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is to be changed of an account; what is not given stays.
 *
 * @param roles what it may do from now on
 * @param password a new one
 * @param closed whether nobody may sign in with it
 */
@RegisterForReflection
record UserChange(
        @Schema(nullable = true) @Size(min = 1) Set<@NotNull Role> roles,
        @Size(min = 8, max = 72) String password,
        Boolean closed) {

    void applyTo(Account account, Optional<String> passwordHash, Instant now) {
        if (roles != null) {
            account.grant(roles);
        }
        passwordHash.ifPresent(account::changePassword);
        if (Boolean.TRUE.equals(closed)) {
            account.close(now);
        } else if (Boolean.FALSE.equals(closed)) {
            account.open();
        }
    }

    /** For the audit log: what was changed, and no secret. */
    Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        if (roles != null) {
            told.put("roles", roles);
        }
        if (password != null) {
            told.put("password", "changed");
        }
        if (closed != null) {
            told.put("closed", closed);
        }
        return told;
    }

    /** Without the password, lest it is logged. */
    @Override
    public String toString() {
        return "UserChange[" + roles + ", " + closed + "]";
    }
}
