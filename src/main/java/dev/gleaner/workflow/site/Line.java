package dev.gleaner.workflow.site;

import dev.gleaner.vocabulary.EntryOutcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One line of a submission with what became of it. One bad line never costs another.
 *
 * @param input as it was sent
 * @param key what it means, null if it cannot be understood
 * @param id the row, null if it cannot be understood
 * @param outcome what became of it
 */
public record Line<K>(
        String input, @Nullable K key, @Nullable UUID id, EntryOutcome outcome) {

    /** What the lines of a submission mean, each once. */
    public static <K> Set<K> keys(List<String> inputs, Function<String, Optional<K>> reading) {
        Set<K> keys = new HashSet<>();
        inputs.forEach(input -> reading.apply(input).ifPresent(keys::add));
        return keys;
    }

    /** The lines in their order; the first of several equal ones is the one that was created. */
    public static <K> List<Line<K>> of(
            List<String> inputs, Function<String, Optional<K>> reading, Map<K, Entry> entries) {
        Set<K> told = new HashSet<>();
        List<Line<K>> lines = new ArrayList<>();
        for (String input : inputs) {
            lines.add(reading.apply(input)
                    .map(key -> known(input, key, entries.get(key), told.add(key)))
                    .orElseGet(() -> new Line<>(input, null, null, EntryOutcome.INVALID)));
        }
        return lines;
    }

    private static <K> Line<K> known(String input, K key, Entry entry, boolean first) {
        return new Line<>(
                input, key, entry.id(), entry.created() && first ? EntryOutcome.CREATED : EntryOutcome.EXISTING);
    }

    /** How many of the lines came to this. */
    public static long count(List<? extends Line<?>> lines, EntryOutcome outcome) {
        return lines.stream().filter(line -> line.outcome() == outcome).count();
    }

    /** A sentence for the one who submitted it; null if all is well. */
    public @Nullable String reason(String expected) {
        return outcome == EntryOutcome.INVALID ? "This is no " + expected : null;
    }
}
