package dev.gleaner.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gleaner.vocabulary.ProblemCode;
import dev.gleaner.vocabulary.Role;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CursorTest {
    private static final UUID ID = UUID.fromString("0e0f6ea4-9e5a-4f3c-8a53-4f0f3c2f6a11");
    private static final Instant TIME = Instant.parse("2026-01-31T10:00:00.123456Z");
    private static final Sorting<Row> SORTING = Sorting.of(Row::id, "-madeAt")
            .by("madeAt", Instant.class, Row::madeAt)
            .by("count", long.class, Row::count)
            .by("role", Role.class, Row::role)
            .byNullable("title", String.class, Row::title);

    record Row(UUID id, Instant madeAt, long count, Role role, Optional<String> title) {}

    @ParameterizedTest
    @ValueSource(strings = {"madeAt", "-madeAt", "count", "role", "title", "-title"})
    void a_cursor_comes_back_as_it_went(String sort) {
        var row = new Row(ID, TIME, -7, Role.ADMIN, Optional.of("Über uns, 日本 a b"));
        Cursor cursor = SORTING.order(sort).cursorAt(row);

        assertThat(Cursor.decode(cursor.encoded(), SORTING.order(sort))).isEqualTo(cursor);
    }

    @Test
    void a_missing_value_comes_back_as_missing() {
        var order = SORTING.order("title");
        Cursor cursor = order.cursorAt(new Row(ID, TIME, 1, Role.USER, Optional.empty()));

        assertThat(Cursor.decode(cursor.encoded(), order).value()).isNull();
        assertThat(order.stretches(cursor))
                .extracting(stretch -> stretch.rows().hql() + " by " + stretch.hql())
                .containsExactly("(title is null) and (id > :cursorId) by id asc");
    }

    @Test
    void rows_without_the_field_are_a_stretch_of_their_own() {
        assertThat(SORTING.order("-title").stretches(null))
                .extracting(stretch -> stretch.rows().hql() + " by " + stretch.hql())
                .containsExactly("title is not null by title desc, id desc", "title is null by id desc");
        assertThat(SORTING.order("-madeAt").stretches(null))
                .containsExactly(new Order.Stretch(Condition.everything(), "madeAt desc, id desc"));
    }

    @Test
    void an_empty_text_is_not_a_missing_one() {
        var order = SORTING.order("title");
        Cursor cursor = order.cursorAt(new Row(ID, TIME, 1, Role.USER, Optional.of("")));

        assertThat(Cursor.decode(cursor.encoded(), order).value()).isEqualTo("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!!", "bm90IGEgY3Vyc29y", "LW1hZGVBdCA", "    "})
    void something_else_than_a_cursor_is_refused(String text) {
        assertRefused(text, "-madeAt");
    }

    @Test
    void a_cursor_serves_no_other_order() {
        String cursor = SORTING.order("-madeAt")
                .cursorAt(new Row(ID, TIME, 1, Role.USER, Optional.empty()))
                .encoded();

        assertRefused(cursor, "madeAt");
        assertRefused(cursor, "count");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-madeAt 0e0f6ea4-9e5a-4f3c-8a53-4f0f3c2f6a11 +yesterday",
                "-madeAt 0e0f6ea4-9e5a-4f3c-8a53-4f0f3c2f6a11 -",
                "-madeAt 1-1-1-1-1 +2026-01-31T10:00:00.123456Z",
                "-madeAt 0e0f6ea4-9e5a-4f3c-8a53-4f0f3c2f6a11",
                "title 0e0f6ea4-9e5a-4f3c-8a53-4f0f3c2f6a11 +a\0b",
                "title 0e0f6ea4-9e5a-4f3c-8a53-4f0f3c2f6a11 ",
                "role 0e0f6ea4-9e5a-4f3c-8a53-4f0f3c2f6a11 +OWNER"
            })
    void a_forged_cursor_is_refused(String text) {
        String sort = text.substring(0, text.indexOf(' '));
        assertRefused(
                Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8)), sort);
    }

    @Test
    void an_unknown_sort_field_is_refused_with_the_known_ones() {
        var refused = catchThrowableOfType(ProblemException.class, () -> SORTING.order("password"));

        assertThat(refused.code()).isEqualTo(ProblemCode.UNKNOWN_FILTER);
        assertThat(refused.errors().get(0).field()).isEqualTo("sort");
        assertThat(refused).hasMessageContaining("madeAt, count, role, title");
    }

    @Test
    void the_id_decides_between_equals_in_the_same_direction() {
        assertThat(SORTING.order(null).stretches(null).get(0).hql()).isEqualTo("madeAt desc, id desc");
        assertThat(SORTING.order("count").stretches(null).get(0).hql()).isEqualTo("count asc, id asc");
    }

    @Test
    void a_field_that_was_said_never_to_be_null_and_is_shows_at_once() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SORTING.order("madeAt").cursorAt(new Row(ID, null, 1, Role.USER, Optional.empty())));
    }

    private static void assertRefused(String cursor, String sort) {
        var refused = catchThrowableOfType(ProblemException.class, () -> Cursor.decode(cursor, SORTING.order(sort)));

        assertThat(refused.code()).isEqualTo(ProblemCode.INVALID_REQUEST);
        assertThat(refused.errors()).extracting(FieldError::field).containsExactly("cursor");
    }
}
