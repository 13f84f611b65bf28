package dev.gleaner.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.pgclient.PgConnectOptions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DatabaseUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://fred:secret@db.test:6432/shop",
                "postgres://fred:secret@db.test:6432/shop",
                "postgresql+asyncpg://fred:secret@db.test:6432/shop",
                "postgresql+psycopg2://fred:secret@db.test:6432/shop",
                "jdbc:postgresql://fred:secret@db.test:6432/shop",
                "jdbc:postgresql://db.test:6432/shop?user=fred&password=secret",
                "  postgresql://fred:secret@db.test:6432/shop\n",
            })
    void every_spelling_means_the_same(String text) {
        DatabaseUrl url = DatabaseUrl.parse(text);

        assertThat(url.host()).isEqualTo("db.test");
        assertThat(url.port()).isEqualTo(6432);
        assertThat(url.database()).isEqualTo("shop");
        assertThat(url.user()).contains("fred");
        assertThat(url.password()).contains("secret");
        assertThat(url.sslMode()).isEmpty();
        assertThat(url.reactiveUrl()).isEqualTo("postgresql://db.test:6432/shop");
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db.test:6432/shop?prepareThreshold=0");
    }

    @ParameterizedTest
    @CsvSource({
        "p@ss, p@ss",
        "p%40ss, p@ss",
        "p:a:s, p:a:s",
        "p%3As, p:s",
        "p/a/s, p/a/s",
        "p%2Fs, p/s",
        "100%, 100%",
        "100%25, 100%",
        "a%zz, a%zz",
        "%ä%, %ä%",
        "a+b, a+b",
        "a?b#c, a?b#c",
        "a&b=c, a&b=c",
        "[x], [x]",
        "https://x@y:1/z, https://x@y:1/z",
    })
    void a_password_is_taken_encoded_or_as_it_is(String written, String meant) {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://postgres.tenant:" + written + "@db.test/shop");

        assertThat(url.password()).contains(meant);
        assertThat(url.user()).contains("postgres.tenant");
        assertThat(url.host()).isEqualTo("db.test");
        assertThat(url.database()).isEqualTo("shop");
    }

    @Test
    void the_port_is_5432_unless_given() {
        assertThat(DatabaseUrl.parse("postgres://db.test/shop").port()).isEqualTo(5432);
    }

    @Test
    void user_and_password_may_be_missing() {
        assertThat(DatabaseUrl.parse("postgres://db.test/shop").user()).isEmpty();
        assertThat(DatabaseUrl.parse("postgres://fred@db.test/shop").user()).contains("fred");
        assertThat(DatabaseUrl.parse("postgres://fred@db.test/shop").password()).isEmpty();
        assertThat(DatabaseUrl.parse("postgres://fred:@db.test/shop").password())
                .contains("");
    }

    @Test
    void an_ipv6_address_stands_in_brackets() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://u:p@[2001:db8::1]:6543/shop");

        assertThat(url.host()).isEqualTo("2001:db8::1");
        assertThat(url.port()).isEqualTo(6543);
        assertThat(url.reactiveUrl()).isEqualTo("postgresql://[2001:db8::1]:6543/shop");
        assertThat(DatabaseUrl.parse("postgresql://[::1]/shop").port()).isEqualTo(5432);
    }

    @Test
    void a_container_may_have_an_underscore_in_its_name() {
        assertThat(DatabaseUrl.parse("postgresql://u:p@shop_db_1:5432/shop").host())
                .isEqualTo("shop_db_1");
    }

    @ParameterizedTest
    @CsvSource({
        "sslmode=disable, disable",
        "sslmode=allow, allow",
        "sslmode=prefer, prefer",
        "sslmode=require, require",
        "sslmode=verify-ca, verify-ca",
        "sslmode=verify-full, verify-full",
        "ssl=true, require",
        "ssl=false, disable",
        "ssl=require, require",
        "ssl=verify-full&sslmode=require, require",
        "pgbouncer=true&sslmode=require&connection_limit=1, require",
    })
    void encryption_is_asked_for_in_the_words_of_libpq_asyncpg_and_jdbc(String query, String mode) {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://u:p@db.test/shop?" + query);

        assertThat(url.sslMode()).contains(mode);
        assertThat(url.jdbcUrl()).endsWith("?prepareThreshold=0&sslmode=" + mode);
        assertThat(url.reactiveUrl()).doesNotContain("?");
    }

    @Test
    void parameters_of_one_driver_are_passed_over() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://u:p@db.test/shop?pgbouncer=true&x&schema=public");

        assertThat(url.sslMode()).isEmpty();
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db.test:5432/shop?prepareThreshold=0");
    }

    @Test
    void a_root_certificate_is_handed_on() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://db.test/shop?sslmode=verify-ca&sslrootcert=/etc/my%20ca.pem");

        assertThat(url.sslRootCertificate()).contains("/etc/my ca.pem");
        assertThat(url.jdbcUrl()).endsWith("&sslrootcert=%2Fetc%2Fmy%20ca.pem");
    }

    @Test
    void the_reactive_driver_understands_what_we_hand_it() {
        for (String place : new String[] {"shop_db:6543/my%20shop", "[::1]:6543/my%20shop"}) {
            DatabaseUrl url = DatabaseUrl.parse("postgresql://u:p@" + place);
            PgConnectOptions options = PgConnectOptions.fromUri(url.reactiveUrl());

            assertThat(options.getHost()).isEqualTo(url.host());
            assertThat(options.getPort()).isEqualTo(6543);
            assertThat(options.getDatabase()).isEqualTo("my shop");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s3cret",
                "mysql://u:s3cret@db.test/shop",
                "http://u:s3cret@db.test/shop",
                "postgresql://u:s3cret@",
                "postgresql://u:s3cret@db.test",
                "postgresql://u:s3cret@db.test/",
                "postgresql://u:s3cret@db.test/a/b",
                "postgresql://u:s3cret@/shop",
                "postgresql://u:s3cret@:5432/shop",
                "postgresql://u:s3cret@db.test:port/shop",
                "postgresql://u:s3cret@db.test:0/shop",
                "postgresql://u:s3cret@db.test:65536/shop",
                "postgresql://u:s3cret@one.test,two.test/shop",
                "postgresql://u:s3cret@[::1/shop",
                "postgresql://u:s3cret@db.test/shop?sslmode=yes",
                "postgresql://u:s3cret@db.test/shop?sslmode=s3cret",
                "postgresql://u:%s3cret%",
            })
    void what_cannot_be_read_is_refused_with_a_sentence_that_keeps_the_password(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseUrl.parse(text))
                .withMessageMatching("The database address cannot be read: [\\s\\S]+\\.")
                .withMessageNotContaining("s3cret")
                .withNoCause();
    }

    @Test
    void it_is_shown_without_the_password() {
        assertThat(DatabaseUrl.parse("postgresql://u:s3cret@db.test/shop?ssl=true"))
                .hasToString("postgresql://db.test:5432/shop");
    }
}
