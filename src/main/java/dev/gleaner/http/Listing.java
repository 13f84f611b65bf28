package dev.gleaner.http;

import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One page of a list.
 *
 * @param items in the order that was asked for
 * @param nextCursor leads to the next page; null on the last one
 * @param total how many match in all; null unless it was asked for
 */
public record Listing<T>(
        List<T> items,
        @Schema(nullable = true) String nextCursor,
        @Schema(nullable = true) Long total) {

    /** The same page with each item seen differently. */
    public <R> Listing<R> map(Function<? super T, ? extends R> view) {
        return new Listing<>(items.stream().<R>map(view).toList(), nextCursor, total);
    }
}
