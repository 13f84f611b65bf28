package dev.gleaner.workflow.price;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name under which something is traded, in upper case: {@code F}, {@code BRK.B}, {@code ^GSPC}, {@code EURUSD=X}.
 *
 * @param value the name
 */
public record Symbol(String value) {
    private static final Pattern SHAPE = Pattern.compile("(?=.*[A-Z0-9])[A-Z0-9.^=-]{1,15}");

    /**
     * A symbol that is known to be good.
     *
     * @throws IllegalArgumentException if it is not
     */
    public Symbol {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a symbol: " + value);
        }
    }

    /** The symbol that somebody wrote, whatever the case; empty if it is none. */
    public static Optional<Symbol> parse(String text) {
        return Optional.of(text.toUpperCase(Locale.ROOT))
                .filter(name -> SHAPE.matcher(name).matches())
                .map(Symbol::new);
    }

    /** Whether it is an index or a currency: nobody counts how often those change hands. */
    public boolean isWithoutVolume() {
        return value.startsWith("^") || value.endsWith("=X");
    }

    @Override
    public String toString() {
        return value;
    }
}
