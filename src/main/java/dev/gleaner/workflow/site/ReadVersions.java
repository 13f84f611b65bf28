package dev.gleaner.workflow.site;

import dev.gleaner.database.JsonRows;
import dev.gleaner.fetch.Validators;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes which versions were read, a batch in one statement. Runs inside the persisting transaction. */
@ApplicationScoped
public class ReadVersions {
    private static final String WRITE = """
            with read as (
                select * from jsonb_to_recordset(cast(cast(:read as text) as jsonb)) as r (
                    id uuid, url text, etag text, modified text))
            update {table} i
               set read_url = r.url, read_etag = r.etag, read_modified = r.modified, read_edition = {edition},
                   read_lease = i.lease_number
              from read r where i.id = r.id
            """;

    private final JsonRows rows;

    ReadVersions(JsonRows rows) {
        this.rows = rows;
    }

    /** The statement's row. */
    @RegisterForReflection
    private record Row(
            UUID id,
            String url,
            @Nullable String etag,
            @Nullable String modified) {}

    /**
     * Remembers the versions of items whose lease just held. One that its server could not recognise is left out: what
     * the item remembers from before counts no longer, because of its lease.
     *
     * @param edition of the reader that read them
     */
    public Uni<Void> write(String table, int edition, Map<UUID, Validators> versions) {
        List<Row> read = versions.entrySet().stream()
                .filter(it -> !it.getValue().isEmpty())
                .map(it -> row(it.getKey(), it.getValue()))
                .toList();
        if (read.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String sql = WRITE.replace("{table}", table).replace("{edition}", Integer.toString(edition));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql)
                        .setParameter("read", rows.of(read))
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static Row row(UUID id, Validators version) {
        return new Row(
                id,
                version.url().toString(),
                version.etag().orElse(null),
                version.lastModified().orElse(null));
    }
}
