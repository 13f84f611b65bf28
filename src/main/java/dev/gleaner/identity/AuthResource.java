package dev.gleaner.identity;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Signing in, and asking who one is. */
@Path("/api/v1/auth")
@Tag(name = "Sign-in")
class AuthResource {
    private final SignIn signIn;
    private final Tokens tokens;
    private final IdentitySettings settings;
    private final CurrentUser user;

    AuthResource(SignIn signIn, Tokens tokens, IdentitySettings settings, CurrentUser user) {
        this.signIn = signIn;
        this.tokens = tokens;
        this.settings = settings;
        this.user = user;
    }

    @POST
    @Path("/login")
    @Produces(MediaType.APPLICATION_JSON)
    @PermitAll
    @Operation(summary = "Get a token for an e-mail address and a password")
    public Uni<RestResponse<LoginView>> login(@Valid LoginRequest login, @Context HttpServerRequest request) {
        String address = request.remoteAddress().hostAddress();
        return signIn.attempt(login.email(), login.password(), address)
                .chain(tokens::issue)
                .map(this::answer);
    }

    @GET
    @Path("/me")
    @RolesAllowed("USER")
    @Operation(summary = "Who the token speaks for")
    public Uni<MeView> me() {
        return Uni.createFrom()
                .item(new MeView(
                        user.email(),
                        user.tenant(),
                        user.roles().stream().sorted().toList()));
    }

    private RestResponse<LoginView> answer(String token) {
        var view = new LoginView(token, "Bearer", settings.tokenLifetime().toSeconds());
        return RestResponse.ResponseBuilder.ok(view)
                .header("Cache-Control", "no-store")
                .build();
    }
}
