package dev.gleaner.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The other end of {@link PeerProcess}: a peer that runs in a Java virtual machine of its own. */
public abstract class Peer {
    /** After which a round has failed. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    abstract void fill(int jobs) throws Exception;

    /** Milliseconds. */
    abstract double run(int jobs) throws Exception;

    abstract void rest() throws Exception;

    /** Obeys until there are no orders any more. */
    final void serve() throws IOException {
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            String[] order = line.split(" ");
            System.out.println(answer(order[0], Integer.parseInt(order[1])));
        }
        System.exit(0);
    }

    private String answer(String order, int jobs) {
        try {
            return "ok " + obey(order, jobs);
        } catch (Exception failure) {
            return "failed " + failure.toString().replace('\n', ' ');
        }
    }

    private double obey(String order, int jobs) throws Exception {
        switch (order) {
            case "fill" -> fill(jobs);
            case "rest" -> rest();
            case "run" -> {
                return run(jobs);
            }
            default -> throw new IllegalArgumentException(order);
        }
        return 0;
    }
}
