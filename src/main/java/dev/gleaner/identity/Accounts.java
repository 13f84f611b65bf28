package dev.gleaner.identity;

import dev.gleaner.http.ProblemException;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The accounts. Runs inside the caller's transaction. */
@ApplicationScoped
class Accounts implements PanacheRepositoryBase<Account, UUID> {

    /** Null if there is none. */
    Uni<Account> byEmail(String email) {
        return find("email", Account.canonical(email)).firstResult();
    }

    /**
     * The tenant's account of this id.
     *
     * @throws ProblemException (in the Uni) if there is none
     */
    Uni<Account> require(String tenant, UUID id) {
        return find("id = ?1 and tenant = ?2", id, tenant)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("There is no account " + id));
    }

    /** Whether it is there now because of this call: of several replicas that add one address, one is told so. */
    Uni<Boolean> addUnlessPresent(Account account) {
        return getSession()
                .chain(session -> session.createMutationQuery(
                                "insert into Account (id, tenant, email, passwordHash, roles, createdAt)"
                                        + " values (:id, :tenant, :email, :hash, :roles, :createdAt)"
                                        + " on conflict (email) do nothing")
                        .setParameter("id", account.id())
                        .setParameter("tenant", account.tenant())
                        .setParameter("email", account.email())
                        .setParameter("hash", account.passwordHash())
                        .setParameter("roles", account.roleNames())
                        .setParameter("createdAt", account.createdAt())
                        .executeUpdate())
                .map(added -> added > 0);
    }
}
