package dev.gleaner.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Lets contenders run in turn, round by round: whatever else happens on the machine meanwhile happens to all of them. The
 * first rounds are for warming up and do not count.
 */
final class Championship {
    /** Each round takes minutes with slow contenders; fewer are for trying things out. */
    static final int ROUNDS = Integer.getInteger("bench.rounds", 5);

    private static final int WARM_UP = Integer.getInteger("bench.warmup", 2);

    /** By then the backend that filled the table is gone, and what it used is booked. */
    private static final Duration SETTLED = Duration.ofMillis(300);

    private final ProcessCpu cpu;
    private final int warmUp;
    private final int count;
    private final Map<String, List<Round>> rounds = new LinkedHashMap<>();
    private final Map<String, String> failures = new LinkedHashMap<>();

    Championship(ProcessCpu cpu) {
        this(cpu, WARM_UP, ROUNDS);
    }

    /** One with other rounds than usual: where a round is long, or everybody is warm already. */
    Championship(ProcessCpu cpu, int warmUp, int count) {
        this.cpu = cpu;
        this.warmUp = warmUp;
        this.count = count;
    }

    List<Result> run(List<Contender> contenders) {
        for (int round = -warmUp; round < count; round++) {
            for (Contender contender : contenders) {
                if (!failures.containsKey(contender.name())) {
                    attempt(contender, round >= 0);
                }
            }
        }
        return contenders.stream()
                .map(it -> new Result(
                        it.name(), rounds.getOrDefault(it.name(), List.of()), failures.getOrDefault(it.name(), "")))
                .collect(Collectors.toList());
    }

    private void attempt(Contender contender, boolean counts) {
        try {
            Round round = round(contender, contender.jobs());
            System.out.printf(
                    "%s %s: %,.0f jobs/s, %.1f us of the database each, %.1f us of its own%n",
                    counts ? "round  " : "warm-up",
                    contender.name(),
                    round.perSecond(),
                    round.databaseMicros(),
                    round.ownMicros());
            if (counts) {
                rounds.computeIfAbsent(contender.name(), name -> new ArrayList<>())
                        .add(round);
            }
        } catch (Exception failure) {
            System.out.println(contender.name() + ": " + failure);
            failures.put(contender.name(), String.valueOf(failure.getMessage()));
            rounds.remove(contender.name());
            leave(contender);
        }
    }

    /** Whatever it still does must not slow the others. */
    private static void leave(Contender contender) {
        try {
            contender.rest();
        } catch (Exception unwilling) {
            contender.close();
        }
    }

    private Round round(Contender contender, int jobs) throws Exception {
        contender.fill(jobs);
        Thread.sleep(SETTLED.toMillis());
        Duration before = cpu.used();
        Duration ownBefore = contender.used();
        Duration took = contender.run(jobs);
        Duration used = cpu.used().minus(before);
        Duration own = contender.used().minus(ownBefore);
        contender.rest();
        return new Round(jobs / (took.toNanos() / 1e9), used.toNanos() / 1e3 / jobs, own.toNanos() / 1e3 / jobs);
    }
}
