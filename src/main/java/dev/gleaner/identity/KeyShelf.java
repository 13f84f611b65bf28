package dev.gleaner.identity;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The rows of the signing keys. Runs inside the caller's transaction. */
@ApplicationScoped
class KeyShelf implements PanacheRepositoryBase<SigningKey, String> {

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
