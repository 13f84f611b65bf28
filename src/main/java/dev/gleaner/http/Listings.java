package dev.gleaner.http;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads one page of a shelf. Runs inside the caller's transaction and opens none. */
@ApplicationScoped
public class Listings {

    /**
     * The page that the request asks for, of the rows that the condition means.
     *
     * @throws ProblemException at once, if {@code sort} or {@code cursor} is not acceptable
     */
    public <E> Uni<Listing<E>> list(
            PanacheRepositoryBase<E, UUID> shelf, Condition condition, Sorting<E> sorting, ListRequest request) {
        Order<E> order = sorting.order(request.sort());
        Cursor from = request.cursor() == null ? null : Cursor.decode(request.cursor(), order);
        return rows(shelf, condition, order.stretches(from), request.limit() + 1)
                .map(rows -> page(rows, order, request.limit()))
                .chain(page -> request.withTotal()
                        ? counted(page, shelf, condition)
                        : Uni.createFrom().item(page));
    }

    /** From the first stretch, and from the next where that has too few. */
    private static <E> Uni<List<E>> rows(
            PanacheRepositoryBase<E, UUID> shelf, Condition condition, List<Order.Stretch> stretches, int wanted) {
        Condition here = condition.and(stretches.get(0).rows());
        String hql = here.hql() + " order by " + stretches.get(0).hql();
        Uni<List<E>> rows = shelf.find(hql, here.parameters()).page(0, wanted).list();
        return rows.chain(found -> found.size() == wanted || stretches.size() == 1
                ? Uni.createFrom().item(found)
                : rows(shelf, condition, stretches.subList(1, stretches.size()), wanted - found.size())
                        .map(rest ->
                                Stream.concat(found.stream(), rest.stream()).toList()));
    }

    /** One row more than asked for tells whether there is a next page. */
    private static <E> Listing<E> page(List<E> rows, Order<E> order, int limit) {
        if (rows.size() <= limit) {
            return new Listing<>(rows, null, null);
        }
        return new Listing<>(
                rows.subList(0, limit), order.cursorAt(rows.get(limit - 1)).encoded(), null);
    }

    private static <E> Uni<Listing<E>> counted(
            Listing<E> page, PanacheRepositoryBase<E, UUID> shelf, Condition condition) {
        return shelf.count(condition.hql(), condition.parameters())
                .map(total -> new Listing<>(page.items(), page.nextCursor(), total));
    }
}
