package dev.gleaner.http;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.vocabulary.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.ConnectException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Everything that can go wrong with a resource. */
@Path("/api/v1/toys")
@PermitAll
class ToyResource {
    private static final Sorting<Toy> SORTING = Sorting.<Toy>of(toy -> toy.id, "-createdAt")
            .by("createdAt", Instant.class, toy -> toy.createdAt)
            .by("email", String.class, toy -> toy.email)
            .by("role", Role.class, toy -> toy.role)
            .byNullable("title", String.class, Toy::title);

    private final SessionGateway sessions;
    private final Listings listings;
    private final Toys toys;

    record ToyView(UUID id, String email, String title) {
        static ToyView of(Toy toy) {
            return new ToyView(toy.id, toy.email, toy.title);
        }
    }

    record Wish(
            @NotEmpty @Size(max = 3) List<@NotNull @Size(min = 2) String> names,
            Role role,
            @NotNull @Valid Measure size,
            Instant at) {}

    record Measure(@Max(9) int height, UUID id) {}

    ToyResource(SessionGateway sessions, Listings listings, Toys toys) {
        this.sessions = sessions;
        this.listings = listings;
        this.toys = toys;
    }

    @GET
    public Uni<Listing<ToyView>> list(
            @BeanParam ListRequest request,
            @RestQuery String tenant,
            @RestQuery String q,
            @RestQuery Role role,
            @RestQuery UUID id,
            @RestQuery List<Integer> numbers) {
        var condition = Condition.equal("tenant", tenant)
                .and(Condition.contains("email", q))
                .and(Condition.equal("role", role))
                .and(Condition.equal("id", id));
        return sessions.inTransaction("toys", () -> listings.list(toys, condition, SORTING, request))
                .map(page -> page.map(ToyView::of));
    }

    @GET
    @Path("/{id}")
    public Uni<String> get(@RestPath UUID id) {
        throw ProblemException.notFound("There is no toy " + id + ".");
    }

    @POST
    public Uni<Wish> wish(@Valid Wish wish) {
        return Uni.createFrom().item(wish);
    }

    @GET
    @Path("/surprise")
    public Uni<String> surprise() {
        return Uni.createFrom().failure(new IllegalStateException("select secret from db.internal.example"));
    }

    @GET
    @Path("/away")
    public Uni<String> away() {
        return Uni.createFrom().failure(new RuntimeException(new ConnectException("db.internal.example:6543")));
    }

    @GET
    @Path("/for-administrators")
    @RolesAllowed("ADMIN")
    public Uni<String> forAdministrators() {
        return Uni.createFrom().item("yes");
    }
}
