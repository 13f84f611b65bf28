package dev.gleaner.bench;

import java.time.Duration;

/**
 * The same contender with more to do.
 *
 * @param contender who
 * @param jobs how much
 */
record Longer(Contender contender, int jobs) implements Contender {

    @Override
    public String name() {
        return contender.name();
    }

    @Override
    public void fill(int count) throws Exception {
        contender.fill(count);
    }

    @Override
    public Duration run(int count) throws Exception {
        return contender.run(count);
    }

    @Override
    public Duration used() {
        return contender.used();
    }

    @Override
    public void rest() throws Exception {
        contender.rest();
    }

    @Override
    public void close() {
        contender.close();
    }
}
