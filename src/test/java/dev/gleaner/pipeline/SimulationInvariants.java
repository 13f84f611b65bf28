package dev.gleaner.pipeline;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What holds after every run, whatever happened in it. Each is a query that finds what breaks it. */
final class SimulationInvariants {
    /** A transaction may begin before the time is moved and end after it. */
    private static final int LONGEST_TRANSACTION = 15;

    /**
     * A claim that the database forgot may be followed at once by the same replica's next, under the same number: the
     * trail then has the time of the first. The steps of time are longer than this.
     */
    private static final int SAME_MOMENT = 3;

    /** What is broken is often broken many times. */
    private static final int MOST = 6;

    /** Each claim with its end: its verdict or its rescue, but no later than its lease. */
    private static final String SPANS = """
            with span as (
                select c.chore_id, c.lane, c.new_owner as owner, c.changed_at as begun,
                       least(e.changed_at, e.old_until) as ended
                  from chore_journal c
                  left join lateral (select * from chore_journal e
                                      where e.chore_id = c.chore_id and e.number > c.number
                                        and e.new_status <> 'PROCESSING' order by e.number limit 1) e on true
                 where c.new_status = 'PROCESSING' and c.new_lease <> c.old_lease)
            """;

    private static final Map<String, String> ALL = Map.ofEntries(
            Map.entry("each item ends", """
                    select note || ' is ' || processing_status || ' after ' || attempts from chore
                     where processing_status not in ('COMPLETE', 'EMPTY', 'FILTERED', 'ERROR')
                    """),
            Map.entry("effects are there once, and only those of items that succeeded", """
                    select c.note || ' is ' || c.processing_status || ' with outputs: ' || count(o.text)
                      from chore c left join chore_output o on o.chore_id = c.id
                     group by c.id
                    having count(o.text) <> case when c.processing_status in ('COMPLETE', 'EMPTY') then 1 else 0 end
                    """),
            Map.entry("only what is queued and due is claimed, by a new lease and as a new attempt", """
                    select concat_ws(' ', old_status, old_due, changed_at, old_lease, new_lease, old_attempts, new_attempts)
                      from chore_journal
                     where new_status = 'PROCESSING' and (old_status <> 'PROCESSING' or new_lease <> old_lease)
                       and (old_status <> 'QUEUED' or old_due > changed_at or new_lease <> old_lease + 1
                            or new_attempts <> old_attempts + 1)
                    """),
            Map.entry("a renewal changes nothing but the end of the lease", """
                    select concat_ws(' ', old_owner, new_owner, old_until, new_until) from chore_journal
                     where old_status = 'PROCESSING' and new_status = 'PROCESSING'
                       and (old_owner <> new_owner or old_lease <> new_lease or new_until < old_until)
                    """),
            Map.entry("nothing is taken from a replica whose lease lasts", """
                    select concat_ws(' ', old_owner, 'until', old_until, 'at', changed_at) from chore_journal
                     where old_status = 'PROCESSING' and new_status <> 'PROCESSING' and error_code = 'lease_expired'
                       and old_until >= changed_at
                    """),
            Map.entry("what has ended stays as it is", """
                    select concat_ws(' ', old_status, new_status) from chore_journal
                     where old_status in ('COMPLETE', 'EMPTY', 'FILTERED', 'ERROR')
                    """),
            Map.entry("no clock but the database's counts", """
                    select concat_ws(' ', new_status, changed_at, 'at', at) from chore_journal
                     where old_status <> new_status and abs(extract(epoch from changed_at - at)) > %d
                    """.formatted(LONGEST_TRANSACTION)),
            // A claim that the database forgot may be decided when the same replica makes it again, with its lease.
            // Its verdict is the one that counts, and tells of the first time: claimed by then, and not finished.
            Map.entry("each claim has one line in the trail, of the replica that held it", """
                    select concat_ws(' ', coalesce(j.new_owner, 'nobody'), j.changed_at, j.new_attempts, 'in the trail:',
                                     a.replica, a.claimed_at, a.attempt, a.outcome)
                      from (select * from chore_journal
                             where new_status = 'PROCESSING' and new_lease <> old_lease) j
                      full join (select * from attempt where workflow like '%%chore') a
                        on a.item_id = j.chore_id and a.replica = j.new_owner and a.attempt = j.new_attempts
                           and extract(epoch from a.claimed_at - j.changed_at) < %1$d
                           and extract(epoch from j.changed_at - a.finished_at) < %1$d
                     where j.number is null or a.id is null
                    """.formatted(SAME_MOMENT)),
            Map.entry("attempts add up", """
                    select c.note || ' has ' || c.attempts || ', the trail ' || count(a.id)
                      from chore c left join attempt a
                        on a.item_id = c.id and a.outcome not in ('SNOOZED', 'RELEASED')
                     group by c.id having c.attempts <> count(a.id) or c.attempts > 4
                    """),
            Map.entry("claims of one item do not overlap", SPANS + """
                    select concat_ws(' ', a.owner, a.begun, a.ended, 'and', b.owner, b.begun)
                      from span a join span b on a.chore_id = b.chore_id and a.begun < b.begun
                     where b.begun < coalesce(a.ended, 'infinity')
                    """),
            Map.entry("two replicas do not hold one lane", SPANS + """
                    select concat_ws(' ', a.lane, a.owner, a.begun, a.ended, 'and', b.owner, b.begun)
                      from span a join span b on a.lane = b.lane and a.owner <> b.owner and a.begun < b.begun
                     where a.lane <> '' and b.begun < coalesce(a.ended, 'infinity')
                    """),
            Map.entry("what a sound replica holds does not expire", """
                    select concat_ws(' ', replica, claimed_at, finished_at) from attempt
                     where workflow like '%chore' and outcome = 'EXPIRED' and replica like 'sound%'
                    """),
            Map.entry("retries come after thirty, sixty and a hundred and twenty seconds, more or less a tenth", """
                    select concat_ws(' ', a.attempt, a.finished_at, j.new_due)
                      from attempt a join chore_journal j
                        on j.chore_id = a.item_id and j.changed_at = a.finished_at and j.new_status = 'QUEUED'
                     where a.outcome = 'RETRIED'
                       and abs(extract(epoch from j.new_due - a.finished_at) / (30 * 2 ^ (a.attempt - 1)) - 1) > 0.1001
                    """),
            Map.entry("an item is given up for good reason, or after its last attempt", """
                    select concat_ws(' ', c.note, c.attempts, c.error_code) from chore c
                     where c.processing_status = 'ERROR' and c.attempts < 4
                       and not exists (select 1 from attempt a where a.item_id = c.id and a.outcome = 'FAILED')
                    """));

    private SimulationInvariants() {}

    /** What is broken. */
    static List<String> brokenIn(SimulationJournal journal) throws SQLException {
        List<String> broken = new ArrayList<>();
        for (Map.Entry<String, String> invariant : ALL.entrySet()) {
            journal.ask(invariant.getValue()).forEach(line -> broken.add(invariant.getKey() + ": " + line));
        }
        return broken.stream().distinct().sorted().limit(MOST).toList();
    }
}
