package dev.gleaner.identity;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** The shelf of keys for programs. Runs inside the caller's transaction. */
@ApplicationScoped
class ApiKeys implements PanacheRepositoryBase<ApiKey, UUID> {

    /** Null if there is none. */
    Uni<ApiKey> byHash(String hash) {
        return find("hash", hash).firstResult();
    }

    /** Notes that it was used, for whoever asks whether it may go. */
    Uni<Integer> used(UUID id, Instant now) {
        return update("lastUsedAt = ?1 where id = ?2", now, id);
    }
}
