package dev.gleaner.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gleaner.database.SessionGateway;
import dev.gleaner.vocabulary.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class FirstAdministratorTest {
    private final String email = "root-" + UUID.randomUUID() + "@acme.example";

    @Inject
    SessionGateway sessions;

    @Inject
    Accounts accounts;

    @Inject
    Passwords passwords;

    @Inject
    SigningKeys keys;

    @Inject
    KeyShelf shelf;

    @Inject
    Clock clock;

    @Test
    void half_an_administrator_is_refused_with_a_sentence() {
        for (String given : List.of("gleaner.admin.email", "gleaner.admin.password")) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> administrator(Map.of(given, "something")).ensure())
                    .withMessageContaining("GLEANER_ADMIN_EMAIL and GLEANER_ADMIN_PASSWORD go together");
        }
    }

    @Test
    void the_settings_administrator_is_made_and_gets_the_settings_password_at_every_start() {
        await(() -> configured("first password").ensure());
        String hash = account().passwordHash();
        await(() -> configured("first password").ensure());
        assertThat(account().passwordHash()).isEqualTo(hash);
        await(() -> configured("second password").ensure());

        assertThat(account().roles()).containsExactly(Role.ADMIN);
        Account renewed = account();
        assertThat(await(() -> passwords.matches("second password", renewed))).isTrue();
    }

    @Test
    void an_account_that_is_there_becomes_administrator_and_keeps_its_roles() {
        String hash = await(() -> passwords.hash("another password"));
        var user = new Account("default", email, hash, List.of(Role.USER), clock.instant());
        await(() -> sessions.inTransaction("test", () -> accounts.addUnlessPresent(user)));
        await(() -> configured("some password").ensure());

        assertThat(account().roles()).containsExactlyInAnyOrder(Role.USER, Role.ADMIN);
        assertThat(account().id()).isEqualTo(user.id());
    }

    @Test
    void replicas_that_start_together_make_one_account() {
        together(() -> configured("some password").ensure());

        assertThat(await(() -> sessions.inTransaction("test", () -> accounts.count("email", email))))
                .isEqualTo(1);
    }

    @Test
    void none_is_invented_where_there_are_accounts() {
        await(() -> configured("some password").ensure());
        long before = countOfAccounts();
        await(() -> administrator(Map.of()).ensure());

        assertThat(countOfAccounts()).isEqualTo(before);
    }

    @Test
    void replicas_that_start_together_share_one_signing_key() {
        together(() -> new SigningKeys(sessions, shelf, DefaultSettings.identity(), clock)
                .active()
                .replaceWithVoid());

        assertThat(await(() -> sessions.inTransaction("test", () -> shelf.count("active = true"))))
                .isEqualTo(1);
        assertThat(await(keys::active).kid())
                .isEqualTo(await(() -> new SigningKeys(sessions, shelf, DefaultSettings.identity(), clock).active())
                        .kid());
    }

    private void together(Supplier<Uni<Void>> start) {
        CompletableFuture.allOf(IntStream.range(0, 4)
                        .mapToObj(replica -> CompletableFuture.runAsync(() -> await(start)))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private FirstAdministrator configured(String password) {
        return administrator(Map.of("gleaner.admin.email", email, "gleaner.admin.password", password));
    }

    private FirstAdministrator administrator(Map<String, String> settings) {
        var config = new SmallRyeConfigBuilder()
                .withMapping(AdminSettings.class)
                .withDefaultValues(settings)
                .build();
        return new FirstAdministrator(
                config.getConfigMapping(AdminSettings.class), sessions, accounts, passwords, clock);
    }

    private long countOfAccounts() {
        return await(() -> sessions.inTransaction("test", () -> accounts.count()));
    }

    private Account account() {
        return await(() -> sessions.inTransaction("test", () -> accounts.byEmail(email)));
    }

    private static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
