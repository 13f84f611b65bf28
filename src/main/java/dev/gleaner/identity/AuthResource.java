package dev.gleaner.identity;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Signing in and out, and asking who one is. */
@Path("/api/v1/auth")
@Tag(name = "Sign-in")
class AuthResource {
    private final SignIn signIn;
    private final Renewal renewal;
    private final OwnPassword ownPassword;
    private final Tokens tokens;
    private final IdentitySettings settings;
    private final CurrentUser user;

    AuthResource(
            SignIn signIn,
            Renewal renewal,
            OwnPassword ownPassword,
            Tokens tokens,
            IdentitySettings settings,
            CurrentUser user) {
        this.signIn = signIn;
        this.renewal = renewal;
        this.ownPassword = ownPassword;
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
        return signIn.attempt(login.email(), login.password(), address).chain(this::answer);
    }

    @POST
    @Path("/refresh")
    @Produces(MediaType.APPLICATION_JSON)
    @Authenticated
    @Operation(
            summary = "Get a new token, and a new refresh token",
            description = "The refresh token is sent as the bearer token; it is good once.")
    public Uni<RestResponse<LoginView>> refresh() {
        return renewal.renew(user.refreshToken()).chain(this::answer);
    }

    @POST
    @Path("/logout")
    @Authenticated
    @Operation(summary = "End a sign-in", description = "The refresh token is sent as the bearer token.")
    @APIResponse(responseCode = "204", description = "It cannot be renewed any more")
    public Uni<Void> logout() {
        return renewal.end(user.refreshToken());
    }

    @POST
    @Path("/logout-everywhere")
    @RolesAllowed("USER")
    @Operation(summary = "End all sign-ins of one's account and take back its tokens")
    @APIResponse(responseCode = "204", description = "Refused from now on, by all replicas within seconds")
    public Uni<Void> logoutEverywhere() {
        return renewal.endAll(user.tenant(), user.email());
    }

    @PUT
    @Path("/password")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("USER")
    @Operation(
            summary = "Change one's own password",
            description = "Ends all sign-ins of the account; the answer is a new one.")
    public Uni<RestResponse<LoginView>> changePassword(
            @Valid @NotNull PasswordChange change, @Context HttpServerRequest request) {
        Passwords.requireShort("newPassword", change.newPassword());
        String address = request.remoteAddress().hostAddress();
        return ownPassword.change(user.actor(), user.email(), change, address).chain(this::answer);
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

    private Uni<RestResponse<LoginView>> answer(Grant grant) {
        return tokens.issue(grant.account()).map(token -> answer(token, grant.refresh()));
    }

    private RestResponse<LoginView> answer(String token, Secret refresh) {
        var view = new LoginView(
                token,
                "Bearer",
                settings.tokenLifetime().toSeconds(),
                refresh.reveal(),
                settings.refreshLifetime().toSeconds());
        return RestResponse.ResponseBuilder.ok(view)
                .header("Cache-Control", "no-store")
                .build();
    }
}
