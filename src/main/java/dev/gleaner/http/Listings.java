package dev.gleaner.http;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

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
        Condition onPage = request.cursor() == null
                ? condition
                : condition.and(order.after(Cursor.decode(request.cursor(), order)));
        return shelf.find(onPage.hql() + " order by " + order.hql(), onPage.parameters())
                .page(0, request.limit() + 1)
                .list()
                .map(rows -> page(rows, order, request.limit()))
                .chain(page -> request.withTotal()
                        ? counted(page, shelf, condition)
                        : Uni.createFrom().item(page));
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
