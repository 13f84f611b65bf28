package dev.gleaner.database;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** A door to the database that a test puts before the real one. */
public abstract class SessionSeam extends SessionGateway {

    protected SessionSeam() {
        super(null, null, null, null, null);
    }

    @Override
    public abstract <T> Uni<T> inTransaction(String holder, Supplier<Uni<T>> work);
}
