package dev.gleaner.http;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Which rows are meant: an HQL predicate on the attributes of one entity, without alias, with its named parameters. The
 * same condition serves a list, its count and a set-based update, so a filter means the same everywhere.
 *
 * @param hql the predicate
 * @param parameters the values of its named parameters
 */
public record Condition(String hql, Map<String, Object> parameters) {
    private static final Condition EVERYTHING = new Condition("1 = 1", Map.of());

    public Condition {
        parameters = Map.copyOf(parameters);
    }

    /** All rows; the neutral element of {@link #and}. */
    public static Condition everything() {
        return EVERYTHING;
    }

    /** A predicate and its parameters, neither of them from a client's text. */
    public static Condition of(String hql, Map<String, Object> parameters) {
        return new Condition(hql, parameters);
    }

    /** The attribute has this value; everything, if the value is null, which is how an absent filter arrives. */
    public static Condition equal(String attribute, Object value) {
        String name = parameterName(attribute);
        return value == null ? EVERYTHING : of(attribute + " = :" + name, Map.of(name, value));
    }

    /** The attribute is at least this; everything, if the value is null. */
    public static Condition atLeast(String attribute, Object value) {
        String name = parameterName(attribute) + "Least";
        return value == null ? EVERYTHING : of(attribute + " >= :" + name, Map.of(name, value));
    }

    /** The attribute has one of these values. */
    public static Condition anyOf(String attribute, Collection<?> values) {
        String name = parameterName(attribute);
        return of(attribute + " in :" + name, Map.of(name, values));
    }

    /** The attribute contains the text, whatever its case; everything, if the text is null or blank. */
    public static Condition contains(String attribute, String text) {
        if (text == null || text.isBlank()) {
            return EVERYTHING;
        }
        String name = parameterName(attribute) + "Pattern";
        return of("lower(" + attribute + ") like :" + name + " escape '!'", Map.of(name, pattern(text)));
    }

    /** What finds a client's text anywhere, in a {@code like} on lower case with the escape {@code '!'}. */
    public static String pattern(String text) {
        return "%" + escaped(text.strip().toLowerCase(Locale.ROOT)) + "%";
    }

    /**
     * Both.
     *
     * @throws IllegalArgumentException if they give one parameter two values
     */
    public Condition and(Condition other) {
        if (isEverything() || other.isEverything()) {
            return isEverything() ? other : this;
        }
        return both(" and ", other);
    }

    /**
     * Either.
     *
     * @throws IllegalArgumentException if they give one parameter two values
     */
    public Condition or(Condition other) {
        if (isEverything() || other.isEverything()) {
            return EVERYTHING;
        }
        return both(" or ", other);
    }

    /** Whether nothing restricts it; a filter of absent fields must be recognised as one that means every row. */
    public boolean isEverything() {
        return equals(EVERYTHING);
    }

    private Condition both(String operator, Condition other) {
        var merged = new HashMap<>(parameters);
        other.parameters.forEach((name, value) -> {
            Object previous = merged.put(name, value);
            if (previous != null && !previous.equals(value)) {
                throw new IllegalArgumentException("two values for the parameter " + name);
            }
        });
        return new Condition("(" + hql + ")" + operator + "(" + other.hql + ")", merged);
    }

    /** So that {@code %} and {@code _} in a client's text mean themselves. */
    static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static String parameterName(String attribute) {
        return attribute.replace('.', '_');
    }
}
