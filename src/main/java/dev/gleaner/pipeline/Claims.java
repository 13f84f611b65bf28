package dev.gleaner.pipeline;

import dev.gleaner.database.DatabaseClock;
import dev.gleaner.database.EntityColumns;
import dev.gleaner.item.WorkItem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.FlushMode;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Phase one: takes due items for this replica. Runs inside the caller's transaction.
 *
 * <p>A workflow without lanes takes what is due in order of time. One with lanes walks the queue lane by lane, from where
 * the last walk ended, so that a lane with 100,000 items cannot delay 10,000 lanes with one; it takes a handful of each
 * lane that is free and reserves the lane for as long as the lease holds.
 *
 * <p>The limits are literals on purpose: a parameter soon gets a generic plan that expects a tenth of the table.
 */
final class Claims<I extends WorkItem> {
    private static final int LONGEST_WALK = 2000;

    private static final String DUE = "next_attempt_at";
    private static final String BEGINNING = "-infinity";

    /** After so many claims the next one begins at the start of the queue again. */
    private static final int LONGEST_SCAN = 20;

    private static final String NOT_PAUSED =
            " and not exists (select 1 from pipeline where name = cast(:workflow as text) and paused)";

    private static final String TAKE = """
            update {table} i
               set processing_status = 'PROCESSING', lease_owner = cast(:replica as text),
                   lease_until = {now} + make_interval(secs => {lease}), lease_number = i.lease_number + 1,
                   attempts = i.attempts + 1, next_attempt_at = null, updated_at = {now}
            """;

    /**
     * Materialized, or a plan that asks the subquery again for each row would take more than the limit. Both priorities in
     * one statement; the limit that depends on the other one stands outside, where the planner need not guess it, and rows
     * beyond it are never reached, so they are not locked. The update itself answers the items, in any order: a statement
     * around it that sorts them costs a tenth of the claim.
     */
    private static final String PLAIN = """
            with urgent as materialized (
            """ + due(WorkItem.URGENT, "") + """
            ),
            bulk as materialized (
                select b.id, b.due from (
            """
            + due(WorkItem.BULK, " and q.next_attempt_at >= cast(cast(:after as text) as timestamptz)") + """
                ) b limit (select {limit} - count(*) from urgent)),
            picked as materialized (
                select id, due from urgent union all select id, due from bulk)
            """ + TAKE
            + """
              from picked p where i.id = p.id
            returning {returned}
            """;

    private static String due(short priority, String from) {
        return """
                select q.id, q.next_attempt_at as due from {table} q
                 where q.processing_status = 'QUEUED' and q.priority = %d and q.lane = ''
                   and q.next_attempt_at <= {now}\
            """.formatted(priority) + from + NOT_PAUSED + """

                 order by q.next_attempt_at limit {limit} for update skip locked
            """;
    }

    /** Whether a lane of the walk is free. */
    private static final String FREE = "n.due <= {now} and b.busy = 0";

    private static final String BUSY =
            "(select count(*) as busy from lane l where l.name = n.lane and l.ready_at > {now}) b";

    /** Goes from lane to lane until it has found enough that are free: there may be thousands that are not wanted. */
    private static final String WALK = """
            with recursive walk (lane, free, seen, found) as (
                (select n.lane, %1$s, 1, cast(%1$s as integer)
                   from (select q.lane, q.next_attempt_at as due from {table} q
                          where q.processing_status = 'QUEUED' and q.priority = {priority}
                            and q.lane > cast(:after as text)%3$s
                          order by q.lane, q.next_attempt_at limit 1) n
                        cross join lateral %2$s)
                union all
                select n.lane, %1$s, w.seen + 1, w.found + cast(%1$s as integer)
                  from walk w cross join lateral
                       (select q.lane, q.next_attempt_at as due from {table} q
                         where q.processing_status = 'QUEUED' and q.priority = {priority} and q.lane > w.lane
                         order by q.lane, q.next_attempt_at limit 1) n
                       cross join lateral %2$s
                 where w.seen < {walk} and w.found < cast(:wanted as integer))
            select lane, free from walk order by lane
            """.formatted(FREE, BUSY, NOT_PAUSED);

    private static final String TAKE_FROM_LANES = """
            with picked as materialized (
                select c.id, o.lane, c.due
                  from unnest(string_to_array(cast(:lanes as text), ' ')) o (lane) cross join lateral
                       (select q.id, q.next_attempt_at as due from {table} q
                         where q.processing_status = 'QUEUED' and q.priority = {priority} and q.lane = o.lane
                           and q.next_attempt_at <= {now}
                         order by q.next_attempt_at limit {depth} for update skip locked) c),
            reserved as (
                insert into lane (name, ready_at, holder, reserved_at)
                select distinct p.lane, {now} + make_interval(secs => {lease}), cast(:replica as text), {now}
                  from picked p order by p.lane
                on conflict (name) do update
                   set ready_at = excluded.ready_at, holder = excluded.holder, reserved_at = excluded.reserved_at
                 where lane.ready_at <= {now}
                returning name)
            """ + TAKE + """
              from picked p join reserved r on r.name = p.lane
             where i.id = p.id
            returning {returned}
            """;

    private final Class<I> type;
    private final String table;
    private final String workflow;
    private final boolean laned;
    private final WorkflowSettings settings;
    private final DatabaseClock clock;
    private final String replica;

    /** What makes an entity; the time at which it was due comes from where it was found, because its row has lost it. */
    private final String returned;

    /** Where the last claim in order of time ended, and how many have gone on from there. One at a time is in the queue. */
    private String lastDue = BEGINNING;

    private int continued;

    /** Where the last walk over the bulk lanes ended. Only one claim of a workflow with lanes runs at a time. */
    private String lastLane = "";

    Claims(
            Workflow<I, ?, ?> workflow,
            WorkflowSettings settings,
            DatabaseClock clock,
            EntityColumns entities,
            String replica) {
        this.type = workflow.shelf().itemType();
        this.table = workflow.shelf().table();
        this.workflow = workflow.name();
        this.laned = workflow.isLaned();
        this.settings = settings;
        this.clock = clock;
        this.replica = replica;
        this.returned = entities.of(type, "i").stream()
                .map(column -> (column.name().equals(DUE) ? "p.due" : column.expression()) + " as " + column.name())
                .collect(Collectors.joining(", "));
    }

    /**
     * Claims for so many free slots: items, or lanes where the workflow has them. Urgent ones first. What it reads is not
     * written back: to look for changes in each item would cost more than to read it. Each item comes with the time at which
     * it was due, which its row no longer has.
     */
    Uni<List<I>> claim(int slots) {
        int wanted = rounded(Math.min(slots, settings.batch()));
        return Panache.getSession()
                .invoke(session -> session.setDefaultReadOnly(true).setFlushMode(FlushMode.MANUAL))
                .chain(session -> laned ? fromLanes(session, wanted) : inOrder(session, wanted));
    }

    /** The limit is part of the statement, and each new statement is parsed and planned: there shall be few of them. */
    private static int rounded(int slots) {
        return slots < 100 ? slots : slots - slots % 50;
    }

    private Uni<List<I>> inOrder(Mutiny.Session session, int slots) {
        String after = lastDue;
        return scan(session, slots, after)
                .chain(items -> items.size() == slots || after.equals(BEGINNING)
                        ? Uni.createFrom().item(items)
                        : scan(session, slots - items.size(), BEGINNING).map(rest -> joined(items, rest)));
    }

    private Uni<List<I>> scan(Mutiny.Session session, int slots, String after) {
        return session.createNativeQuery(statements(slots).get(0), type)
                .setParameter("workflow", workflow)
                .setParameter("replica", replica)
                .setParameter("after", after)
                .getResultList()
                .map(Claims::inTurn)
                .invoke(items -> lastDue = endOfScan(items, slots));
    }

    private Uni<List<I>> fromLanes(Mutiny.Session session, int slots) {
        return fromLanes(session, WorkItem.URGENT, slots).chain(urgent -> {
            int left =
                    slots - (int) urgent.stream().map(WorkItem::lane).distinct().count();
            return left <= 0
                    ? Uni.createFrom().item(urgent)
                    : fromLanes(session, WorkItem.BULK, left).map(bulk -> joined(urgent, bulk));
        });
    }

    private Uni<List<I>> fromLanes(Mutiny.Session session, short priority, int slots) {
        String after = priority == WorkItem.BULK ? lastLane : "";
        return walk(session, priority, after, slots)
                .chain(walked -> after.isEmpty() || isWorthwhile(walked)
                        ? Uni.createFrom().item(walked)
                        : walk(session, priority, "", slots))
                .chain(walked -> take(session, priority, slots, walked));
    }

    /** The rest of the queue may hold nothing for now; then this claim begins again at its start, not the next one. */
    private static boolean isWorthwhile(List<Object[]> walked) {
        return walked.size() == LONGEST_WALK || walked.stream().anyMatch(row -> (Boolean) row[1]);
    }

    private Uni<List<Object[]>> walk(Mutiny.Session session, short priority, String after, int wanted) {
        return session.createNativeQuery(sql(WALK, priority), Object[].class)
                .setParameter("workflow", workflow)
                .setParameter("after", after)
                .setParameter("wanted", wanted)
                .getResultList();
    }

    private Uni<List<I>> take(Mutiny.Session session, short priority, int slots, List<Object[]> walked) {
        List<String> free = walked.stream()
                .filter(row -> (Boolean) row[1])
                .map(row -> (String) row[0])
                .toList();
        if (priority == WorkItem.BULK) {
            lastLane = endOfWalk(walked, free.size() == slots);
        }
        if (free.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createNativeQuery(sql(TAKE_FROM_LANES, priority), type)
                .setParameter("lanes", String.join(" ", free))
                .setParameter("replica", replica)
                .getResultList()
                .map(Claims::inTurn);
    }

    /**
     * Where the next claim goes on. What was claimed lately still lies at the start of the index, until it is vacuumed, and
     * to step over it would cost each claim as much as all before it took. Whatever was queued behind the back of this scan
     * is found when there is less than was asked for, and after some claims anyway.
     */
    private String endOfScan(List<I> items, int slots) {
        if (items.size() < slots || ++continued >= LONGEST_SCAN) {
            continued = 0;
            return BEGINNING;
        }
        I last = items.get(items.size() - 1);
        return last.isUrgent() ? lastDue : last.nextAttemptAt().orElseThrow().toString();
    }

    /** The last lane seen, if the walk ended there because it had found enough or was too long; else the start again. */
    private static String endOfWalk(List<Object[]> walked, boolean foundEnough) {
        return foundEnough || walked.size() == LONGEST_WALK ? (String) walked.get(walked.size() - 1)[0] : "";
    }

    /** What a claim asks the database, so that a test can look at the plans. */
    List<String> statements(int slots) {
        return laned
                ? List.of(sql(WALK, WorkItem.BULK), sql(TAKE_FROM_LANES, WorkItem.BULK))
                : List.of(sql(PLAIN, WorkItem.BULK).replace("{limit}", Integer.toString(slots)));
    }

    private String sql(String template, short priority) {
        return clock.in(template)
                .replace("{table}", table)
                .replace("{returned}", returned)
                .replace("{priority}", Short.toString(priority))
                .replace("{walk}", Integer.toString(LONGEST_WALK))
                .replace("{depth}", Integer.toString(settings.laneDepth()))
                .replace("{lease}", Double.toString(settings.lease().toMillis() / 1000.0));
    }

    /** An update answers in any order. */
    private static <I extends WorkItem> List<I> inTurn(List<I> items) {
        return items.stream()
                .sorted(Comparator.comparing((I item) -> !item.isUrgent())
                        .thenComparing(item -> item.nextAttemptAt().orElseThrow()))
                .toList();
    }

    private static <I> List<I> joined(List<I> first, List<I> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
