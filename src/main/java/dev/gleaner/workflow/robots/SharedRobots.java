package dev.gleaner.workflow.robots;

import dev.gleaner.address.WebUrl;
import dev.gleaner.database.DatabaseClock;
import dev.gleaner.database.SessionGateway;
import dev.gleaner.fetch.RobotsRecord;
import dev.gleaner.fetch.RobotsStore;
import dev.gleaner.fetch.Validators;
import dev.gleaner.vocabulary.RobotsStatus;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * One row for each server in the database that the replicas share. The fetcher calls between two waits, never during one:
 * each call is a short transaction of its own. Bodies travel as base64, because robots.txt may be any bytes.
 */
@ApplicationScoped
class SharedRobots implements RobotsStore {
    private static final String FIND = """
            select status, url, http_status, encode(body, 'base64'), etag,
                   last_modified, message,
                   cast(extract(epoch from expires_at - {now}) as double precision)
              from robots where origin = cast(:origin as text)
            """;

    private static final String KEEP = """
            insert into robots (origin, status, url, http_status, body, etag, last_modified, message, fetched_at, expires_at)
            values (cast(:origin as text), cast(:status as text), cast(:url as text), cast(:httpStatus as integer),
                    decode(cast(:body as text), 'base64'), cast(:etag as text),
                    cast(:lastModified as text), cast(:message as text), {now},
                    {now} + make_interval(secs => cast(:keep as double precision)))
            on conflict (origin) do update
               set status = excluded.status, url = excluded.url, http_status = excluded.http_status,
                   body = excluded.body, etag = excluded.etag, last_modified = excluded.last_modified,
                   message = excluded.message, fetched_at = excluded.fetched_at, expires_at = excluded.expires_at
            """;

    private final SessionGateway sessions;
    private final DatabaseClock clock;

    SharedRobots(SessionGateway sessions, DatabaseClock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public Uni<Optional<RobotsRecord>> find(String origin) {
        return sessions.inTransaction(
                "find robots.txt",
                () -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(clock.in(FIND), Object[].class)
                                .setParameter("origin", origin)
                                .getSingleResultOrNull())
                        .map(row -> Optional.ofNullable(row).map(it -> record(origin, it))));
    }

    private static RobotsRecord record(String origin, Object[] row) {
        WebUrl url = WebUrl.of((String) row[1]);
        return new RobotsRecord(
                origin,
                RobotsStatus.valueOf((String) row[0]),
                url,
                (Integer) row[2],
                Base64.getMimeDecoder().decode((String) row[3]),
                new Validators(url, Optional.ofNullable((String) row[4]), Optional.ofNullable((String) row[5])),
                (String) row[6],
                Duration.ofMillis((long) ((Double) row[7] * 1000)));
    }

    @Override
    public Uni<Void> keep(RobotsRecord record) {
        return sessions.inTransaction(
                        "keep robots.txt",
                        () -> Panache.getSession()
                                .chain(session -> session.createNativeQuery(clock.in(KEEP))
                                        .setParameter("origin", record.origin())
                                        .setParameter("status", record.status().name())
                                        .setParameter("url", record.url().toString())
                                        .setParameter("httpStatus", record.httpStatus())
                                        .setParameter(
                                                "body", Base64.getEncoder().encodeToString(record.body()))
                                        .setParameter(
                                                "etag",
                                                record.validators().etag().orElse(null))
                                        .setParameter(
                                                "lastModified",
                                                record.validators()
                                                        .lastModified()
                                                        .orElse(null))
                                        .setParameter("message", record.message())
                                        .setParameter("keep", record.keep().toMillis() / 1000.0)
                                        .executeUpdate()))
                .replaceWithVoid();
    }
}
