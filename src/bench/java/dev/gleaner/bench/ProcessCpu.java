package dev.gleaner.bench;

import dev.gleaner.fixture.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;

/** How much of the processor a process has used, with all its descendants and those of them that are gone. */
final class ProcessCpu {
    private static final long TICKS_PER_SECOND = 100;

    private final ProcessHandle root;

    ProcessCpu(long pid) {
        this.root = ProcessHandle.of(pid).orElseThrow();
    }

    /** PostgreSQL's: the postmaster and its backends. */
    static ProcessCpu ofServer(DatabaseAddress superuser) throws SQLException {
        String pid = superuser.ask("select (string_to_array(pg_read_file('postmaster.pid'), E'\\n'))[1]");
        return new ProcessCpu(Long.parseLong(pid.strip()));
    }

    Duration used() {
        long ticks = Stream.concat(Stream.of(root), root.descendants())
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
