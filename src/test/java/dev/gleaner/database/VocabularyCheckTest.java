package dev.gleaner.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gleaner.fixture.GleanerDatabase;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.persistence.Column;
import jakarta.persistence.Table;
import jakarta.persistence.metamodel.EmbeddableType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.lang.reflect.Field;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.annotations.Formula;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Every drift is made inside a transaction that ends by rolling back. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class VocabularyCheckTest {
    private static final String EVIDENCE = "how_is_a_contact_evidence";

    @Inject
    VocabularyCheck check;

    @Inject
    SessionGateway sessions;

    @Inject
    Mutiny.SessionFactory factory;

    @Test
    void the_migrations_and_the_code_agree() {
        assertThatCode(this::checkAfter).doesNotThrowAnyException();
    }

    @Test
    void a_word_that_only_the_code_knows_is_found() {
        assertThatIllegalStateException()
                .isThrownBy(() -> checkAfter(
                        "alter table contact_source drop constraint " + EVIDENCE,
                        "alter table contact_source add constraint " + EVIDENCE
                                + " check (how in ('MAILTO', 'TEL')) not valid"))
                .withMessageStartingWith("The database and the code speak different words")
                .withMessageContaining("contact_source." + EVIDENCE + "=allows [MAILTO, TEL], the code knows [DECODED,")
                .withMessageNotContaining("sitemap");
    }

    @Test
    void a_word_that_only_the_database_knows_is_found() {
        assertThatIllegalStateException()
                .isThrownBy(() -> checkAfter("create table extra (role text,"
                        + " constraint role_is_a_role check (role in ('USER', 'ADMIN', 'GHOST')))"))
                .withMessageContaining(
                        "extra.role_is_a_role=allows [ADMIN, GHOST, USER], the code knows [ADMIN, USER]");
    }

    @Test
    void the_words_of_an_array_count_too() {
        assertThatIllegalStateException()
                .isThrownBy(() -> checkAfter(
                        "alter table account drop constraint roles_is_a_role",
                        "alter table account add constraint roles_is_a_role"
                                + " check (roles <@ array['USER', 'ADMIN', 'GHOST'])"))
                .withMessageContaining("account.roles_is_a_role=allows [ADMIN, GHOST, USER]");
    }

    @Test
    void a_constraint_that_names_no_enum_is_found() {
        assertThatIllegalStateException()
                .isThrownBy(() -> checkAfter("create table extra (mood text,"
                        + " constraint mood_is_an_unknown_mood check (mood in ('GOOD')))"))
                .withMessage("A constraint of the database names no enum of the code: UnknownMood");
    }

    @Test
    void every_enum_that_an_entity_stores_has_its_constraint() {
        Map<String, String> columns = enumColumns();

        assertThat(columns).hasSizeGreaterThan(20);
        assertThat(columns.entrySet())
                .allSatisfy(column -> assertThat(constraintsOf(column.getKey(), column.getValue()))
                        .as("%s holds a %s", column.getKey(), column.getValue())
                        .isEqualTo("1"));
    }

    private static String constraintsOf(String column, String word) throws SQLException {
        String[] place = column.split("\\.");
        return GleanerDatabase.shared()
                .direct()
                .ask("select count(*) from pg_constraint where conrelid = cast('" + place[0] + "' as regclass)"
                        + " and conname ~ '^" + place[1] + "_is_an?_" + word + "$'");
    }

    private Map<String, String> enumColumns() {
        Map<String, String> columns = new TreeMap<>();
        for (EntityType<?> entity : factory.getMetamodel().getEntities()) {
            Table table = entity.getJavaType().getAnnotation(Table.class);
            collect(entity, table == null ? snake(entity.getName()) : table.name(), columns);
        }
        return columns;
    }

    private static void collect(ManagedType<?> type, String table, Map<String, String> columns) {
        for (SingularAttribute<?, ?> attribute : type.getSingularAttributes()) {
            if (attribute.getType() instanceof EmbeddableType<?> embedded) {
                collect(embedded, table, columns);
            } else if (attribute.getJavaType().isEnum() && !isComputed(attribute)) {
                Column column = ((Field) attribute.getJavaMember()).getAnnotation(Column.class);
                columns.put(
                        table + "." + (column == null ? snake(attribute.getName()) : column.name()),
                        snake(attribute.getJavaType().getSimpleName()));
            }
        }
    }

    private static boolean isComputed(SingularAttribute<?, ?> attribute) {
        return ((Field) attribute.getJavaMember()).isAnnotationPresent(Formula.class);
    }

    private static String snake(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private void checkAfter(String... changes) {
        try {
            VertxContextSupport.subscribeAndAwait(() -> sessions.inTransaction(
                    "vocabulary test",
                    () -> Multi.createFrom()
                            .items(changes)
                            .onItem()
                            .transformToUniAndConcatenate(VocabularyCheckTest::change)
                            .collect()
                            .last()
                            .chain(check::run)
                            .chain(VocabularyCheckTest::rollBack)));
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Uni<Integer> change(String sql) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql).executeUpdate());
    }

    private static Uni<Void> rollBack() {
        return Panache.currentTransaction()
                .invoke(Mutiny.Transaction::markForRollback)
                .replaceWithVoid();
    }
}
