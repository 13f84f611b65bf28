package dev.gleaner.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gleaner.vocabulary.Role;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A key as its owner and administrators see it. */
@RegisterForReflection
record ApiKeyView(
        UUID id,
        String name,
        String owner,
        List<Role> roles,
        boolean readOnly,

        @Schema(description = "The last characters of the key")
        String hint,

        Instant createdAt,
        Instant expiresAt,
        Instant lastUsedAt,

        @Schema(description = "The key itself: only in the answer that makes it")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String key) {

    static ApiKeyView of(ApiKey key) {
        return of(key, null);
    }

    static ApiKeyView of(ApiKey key, String secret) {
        return new ApiKeyView(
                key.id,
                key.name,
                key.owner,
                key.roles().stream().sorted().toList(),
                key.readOnly,
                key.hint,
                key.createdAt,
                key.expiresAt,
                key.lastUsedAt,
                secret);
    }

    /** Without the key, lest it is logged. */
    @Override
    public String toString() {
        return "ApiKeyView[" + id + ", " + name + "]";
    }
}
