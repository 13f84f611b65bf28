package dev.gleaner.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.identity.TestTokens;
import dev.gleaner.vocabulary.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConnectionsTest {
    private static final String CONNECTIONS = "/api/v1/connections";

    @Inject
    TestTokens tokens;

    @Inject
    SessionGateway sessions;

    @Test
    void an_administrator_sees_who_holds_a_connection_and_since_when() throws Throwable {
        Api administrator = new Api(tokens.token("connections-" + UUID.randomUUID(), Role.ADMIN));
        String holder = "holder-" + UUID.randomUUID();
        CompletableFuture<Void> gate = new CompletableFuture<>();
        var held = VertxContextSupport.subscribeAndAwait(() -> Uni.createFrom()
                .item(() -> sessions.inTransaction(holder, () -> until(gate)).subscribeAsCompletionStage()));
        Awaitility.await().until(() -> holders(administrator).contains(holder));

        JsonPath seen = administrator.get(CONNECTIONS).jsonPath();
        gate.complete(null);
        held.get();

        assertThat(seen.getInt("poolSize")).isEqualTo(5);
        assertThat(seen.getInt("waiting")).isZero();
        assertThat(Instant.parse(seen.getString("holders.find { it.holder == '" + holder + "' }.since")))
                .isBefore(Instant.now());
        assertThat(seen.getLong("holders.find { it.holder == '" + holder + "' }.heldMillis"))
                .isNotNegative();
        assertThat(holders(administrator)).doesNotContain(holder);
    }

    @Test
    void others_do_not() {
        Api user = new Api(tokens.token("connections-" + UUID.randomUUID(), Role.USER));

        Api.problem(user.get(CONNECTIONS), 403, "forbidden");
    }

    private static Uni<Void> until(CompletableFuture<Void> gate) {
        Context own = Vertx.currentContext();
        return Uni.createFrom().completionStage(gate).emitOn(command -> own.runOnContext(ignored -> command.run()));
    }

    private static String holders(Api administrator) {
        return administrator.get(CONNECTIONS).jsonPath().getString("holders.holder");
    }
}
