package dev.gleaner.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.database.SessionGateway;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class SigningKeysTest {
    private static final Duration KEY_LIFETIME = DefaultSettings.identity().keyLifetime();

    @Inject
    SessionGateway sessions;

    @Inject
    KeyShelf shelf;

    @Inject
    Clock clock;

    @Test
    void a_key_that_has_served_its_time_signs_no_more_and_its_tokens_are_still_taken() {
        String old = await(() -> replicaAfter(Duration.ZERO).active()).kid();
        SigningKeys later = replicaAfter(KEY_LIFETIME.plusHours(1));

        String fresh = await(later::active).kid();

        assertThat(fresh).isNotEqualTo(old);
        assertThat(await(() -> later.byId(old))).isPresent();
        assertThat(await(() -> replicaAfter(Duration.ZERO).byId(fresh))).isPresent();
    }

    @Test
    void a_key_with_which_nothing_that_lives_was_signed_is_forgotten() {
        String old = await(() -> replicaAfter(Duration.ZERO).active()).kid();
        await(() -> replicaAfter(KEY_LIFETIME.multipliedBy(2)).active());

        SigningKeys muchLater = replicaAfter(KEY_LIFETIME.multipliedBy(4));
        await(muchLater::active);

        assertThat(await(() -> muchLater.byId(old))).isEmpty();
        await(() -> sessions.inTransaction("test", () -> shelf.deleteAll()));
    }

    private SigningKeys replicaAfter(Duration time) {
        return new SigningKeys(sessions, shelf, DefaultSettings.identity(), Clock.offset(clock, time));
    }

    private static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
