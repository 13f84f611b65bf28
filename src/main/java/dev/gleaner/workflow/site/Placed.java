package dev.gleaner.workflow.site;

import java.util.function.Function;

/**
 * Something that was found, and whose it is: what is found on many sites goes into one statement.
 *
 * @param site whose it is
 * @param found what was found
 */
public record Placed<F>(Site site, F found) {

    /** On the same site. */
    public <R> Placed<R> map(Function<? super F, ? extends R> view) {
        return new Placed<>(site, view.apply(found));
    }
}
