package dev.gleaner.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** How much of the processor PostgreSQL has used: the postmaster, its children, and those of them that are gone. */
final class DatabaseCpu {
    private static final long TICKS_PER_SECOND = 100;

    private final ProcessHandle postmaster;

    DatabaseCpu(long postmaster) {
        this.postmaster = ProcessHandle.of(postmaster).orElseThrow();
    }

    Duration used() {
        long ticks = Stream.concat(Stream.of(postmaster), postmaster.children())
                .mapToLong(process -> ticks(process.pid()))
                .sum();
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    /** User and system time of a process and of its ended children, in ticks; nothing where there is no such file. */
    private static long ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long sum = 0;
            for (int i = 11; i <= 14; i++) {
                sum += Long.parseLong(fields[i]);
            }
            return sum;
        } catch (IOException gone) {
            return 0;
        }
    }
}
