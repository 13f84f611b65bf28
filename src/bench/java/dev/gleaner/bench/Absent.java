package dev.gleaner.bench;

import java.time.Duration;

/**
 * Somebody who could not come.
 *
 * @param name its name
 * @param reason why
 */
record Absent(String name, RuntimeException reason) implements Contender {

    @Override
    public int jobs() {
        return 0;
    }

    @Override
    public void fill(int jobs) {
        throw reason;
    }

    @Override
    public Duration run(int jobs) {
        throw reason;
    }

    @Override
    public void rest() {
        throw reason;
    }

    @Override
    public void close() {
        // it never began
    }
}
