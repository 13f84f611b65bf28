package dev.gleaner.database;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Compares the words that the database allows with the enums of the code, so that they cannot drift apart (ADR-005, the
 * “ENUM catastrophe”). Every enum column has a constraint named {@code <column>_is_a_<enum>} in snake case.
 */
@ApplicationScoped
public class VocabularyCheck {
    private static final Pattern NAME = Pattern.compile(".*_is_an?_(?<type>[a-z_]+)");
    private static final Pattern WORD = Pattern.compile("'([A-Za-z_]+)'");
    private static final String CONSTRAINTS =
            "select t.relname || '.' || c.conname, c.conname, pg_get_constraintdef(c.oid)"
                    + " from pg_constraint c join pg_class t on t.oid = c.conrelid"
                    + " where c.contype = 'c' and t.relnamespace = cast(current_schema() as regnamespace)"
                    + " and c.conname ~ '_is_an?_'";

    /**
     * Passes when they agree. Runs inside the caller's transaction.
     *
     * @throws IllegalStateException (in the Uni) naming each constraint that does not
     */
    public Uni<Void> run() {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(CONSTRAINTS, Object[].class).getResultList())
                .invoke(VocabularyCheck::compare)
                .replaceWithVoid();
    }

    private static void compare(List<Object[]> constraints) {
        Map<String, String> drift = new TreeMap<>();
        for (Object[] row : constraints) {
            Set<String> allowed = words((String) row[2]);
            Set<String> known = wordsOf((String) row[1]);
            if (!allowed.equals(known)) {
                drift.put((String) row[0], "allows " + allowed + ", the code knows " + known);
            }
        }
        if (constraints.isEmpty() || !drift.isEmpty()) {
            throw new IllegalStateException("The database and the code speak different words: " + drift);
        }
    }

    private static Set<String> words(String definition) {
        Matcher matcher = WORD.matcher(definition);
        return matcher.results()
                .map(result -> result.group(1).toUpperCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> wordsOf(String constraint) {
        Matcher name = NAME.matcher(constraint);
        if (!name.matches()) {
            return Set.of();
        }
        return Arrays.stream(enumOf(name.group("type")).getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Class<?> enumOf(String snake) {
        String simple = Arrays.stream(snake.split("_"))
                .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
                .collect(Collectors.joining());
        try {
            return Class.forName("dev.gleaner.vocabulary." + simple);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("A constraint of the database names no enum of the code: " + simple, e);
        }
    }
}
