package dev.gleaner.database;

import dev.gleaner.vocabulary.MigrationMode;
import dev.gleaner.vocabulary.PoolerProfile;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** The door to the database. The address itself is {@code DATABASE_URL}. */
@ConfigMapping(prefix = "gleaner.database")
public interface DatabaseSettings {

    /**
     * What stands before PostgreSQL. Not set: {@code transaction} with any {@code DATABASE_URL}, because a wrong guess
     * to the other side hands out other clients' rows; {@code none} for the embedded database.
     */
    Optional<PoolerProfile> pooler();

    /** How many connections one replica holds at most. Three serve ten thousand slow sites. */
    @WithDefault("5")
    @Min(1)
    @Max(100)
    int poolSize();

    /** How long a transaction waits for a free connection before it fails. */
    @WithDefault("30s")
    Duration acquisitionTimeout();

    /**
     * How long a connection may be silent while an answer is due. The client has no query timeout, and a reply that a
     * pooler lost would hold a slot of the pool for ever.
     */
    @WithDefault("40s")
    Duration replyTimeout();

    /**
     * How long PostgreSQL works on one statement before it gives up; 0 for as long as it takes. Below
     * {@code reply-timeout}, so that the server stops working when nobody waits any more.
     */
    @WithDefault("30s")
    Duration statementTimeout();

    /** How long a transaction may be silent before PostgreSQL ends it; 0 for any time. */
    @WithDefault("30s")
    Duration idleInTransactionTimeout();

    /** From when on a held connection is reported, with the name of its holder. */
    @WithDefault("5s")
    Duration longHold();

    /** What a start does about the schema: {@code run} migrates it, {@code only} does that and ends, {@code wait} waits for it. */
    @WithDefault("run")
    MigrationMode migrations();

    /** How long the start waits for a database that is not there yet, or for its schema. */
    @WithDefault("2m")
    Duration startTimeout();
}
