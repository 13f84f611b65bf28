package dev.gleaner.identity;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** The rows of the signing keys. Runs inside the caller's transaction. */
@ApplicationScoped
class KeyShelf implements PanacheRepositoryBase<SigningKey, String> {

    /** Signs nothing any more with keys that were made before; takes their tokens as long as they last. */
    Uni<Integer> retire(Instant before) {
        return update("active = false where active and createdAt <= ?1", before);
    }

    /** Forgets keys that were made before, with which nothing that still lives was signed. */
    Uni<Long> forget(Instant before) {
        return delete("not active and createdAt <= ?1", before);
    }

    /** All keys as they are now: statements change rows behind the back of what the session has read. */
    Uni<List<SigningKey>> listAnew() {
        return getSession().invoke(Mutiny.Session::clear).chain(() -> listAll());
    }

    /** Puts the key there unless there is an active one already, which another replica may have made just now. */
    Uni<Void> addUnlessPresent(SigningKey key) {
        return getSession()
                .chain(session -> session.createMutationQuery("insert into SigningKey (kid, secret, active, createdAt)"
                                + " values (:kid, :secret, :active, :createdAt) on conflict do nothing")
                        .setParameter("kid", key.kid())
                        .setParameter("secret", key.secret())
                        .setParameter("active", key.active())
                        .setParameter("createdAt", key.createdAt())
                        .executeUpdate())
                .replaceWithVoid();
    }
}
