package dev.gleaner.http;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of values that a request may carry: how each is read from text, and how it is called for people. */
final class ValueKinds {
    private static final Map<Class<?>, Function<String, ?>> READERS = Map.of(
            String.class, Function.identity(),
            UUID.class, ValueKinds::uuid,
            Integer.class, Integer::valueOf,
            Long.class, Long::valueOf,
            Double.class, Double::valueOf,
            Boolean.class, ValueKinds::bool,
            Instant.class, Instant::parse,
            LocalDate.class, LocalDate::parse);
    private static final Map<Class<?>, Class<?>> BOXES = Map.of(
            int.class, Integer.class, long.class, Long.class, double.class, Double.class, boolean.class, Boolean.class);
    private static final Set<Class<?>> NUMBERS = Set.of(Integer.class, Long.class);
    private static final int UUID_LENGTH = 36;

    private ValueKinds() {}

    /** Whether {@link #read} understands the type. */
    static boolean reads(Class<?> type) {
        return type.isEnum() || READERS.containsKey(boxed(type));
    }

    /**
     * The value that a text stands for.
     *
     * @throws RuntimeException if it stands for none
     */
    static Object read(Class<?> type, String text) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(word -> ((Enum<?>) word).name().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no such word"));
        }
        return READERS.get(boxed(type)).apply(text);
    }

    /** What a client should have sent, to follow “must be”. */
    static String describe(Class<?> type) {
        Class<?> boxed = boxed(type);
        if (type.isEnum()) {
            return "one of " + words(type);
        }
        if (NUMBERS.contains(boxed)) {
            return "a whole number";
        }
        if (Number.class.isAssignableFrom(boxed)) {
            return "a number";
        }
        if (boxed == Boolean.class) {
            return "true or false";
        }
        if (boxed == UUID.class) {
            return "a UUID";
        }
        return boxed == Instant.class || boxed == LocalDate.class ? time(boxed) : shape(boxed);
    }

    private static String time(Class<?> type) {
        return type == Instant.class ? "a time such as 2026-01-31T10:00:00Z" : "a date such as 2026-01-31";
    }

    private static String shape(Class<?> type) {
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a text";
        }
        return Collection.class.isAssignableFrom(type) || type.isArray() ? "a list" : "an object";
    }

    private static String words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(word -> ((Enum<?>) word).name())
                .collect(Collectors.joining(", "));
    }

    private static Class<?> boxed(Class<?> type) {
        return BOXES.getOrDefault(type, type);
    }

    /** Java's own reader also takes {@code 1-1-1-1-1}. */
    private static UUID uuid(String text) {
        if (text.length() != UUID_LENGTH) {
            throw new IllegalArgumentException("not a UUID");
        }
        return UUID.fromString(text);
    }

    private static Boolean bool(String text) {
        if (!"true".equals(text) && !"false".equals(text)) {
            throw new IllegalArgumentException("neither true nor false");
        }
        return "true".equals(text);
    }
}
