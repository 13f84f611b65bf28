package dev.gleaner.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A contender in a process of its own, which takes its orders by lines. It lives through all rounds, so it gets warm. */
public final class PeerProcess implements Contender {
    /** Where the peers from npm lie. */
    private static final Path NPM = Path.of("src", "bench", "npm");

    private static final Path PYTHON = Path.of("src", "bench", "python");

    /** Longer than a peer's own patience; whoever is silent for so long is ended. */
    private static final Duration PATIENCE = Peer.PATIENCE.plusMinutes(1);

    private final String name;
    private final int jobs;
    private final Process process;
    private final Writer orders;
    private final BufferedReader answers;

    private PeerProcess(String name, int jobs, Path folder, List<String> command) {
        this.name = name;
        this.jobs = jobs;
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        orders = process.outputWriter(StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** One that runs on Node.js. */
    static PeerProcess node(String name, int jobs, String script, String... arguments) {
        return new PeerProcess(name, jobs, NPM, command(List.of("node", script), arguments));
    }

    /** One that runs on the Python of the system, for which Debian packages its modules. */
    static PeerProcess python(String name, int jobs, String script, String... arguments) {
        return new PeerProcess(
                name,
                jobs,
                PYTHON,
                command(List.of(System.getProperty("bench.python", "/usr/bin/python3"), script), arguments));
    }

    /** One that runs on a Java virtual machine of its own. */
    static PeerProcess java(String name, int jobs, Class<?> main, String... arguments) {
        return new PeerProcess(name, jobs, Path.of("."), command(javaCommand("-Xmx512m", main), arguments));
    }

    /** How a class of the benchmark is started in a virtual machine of its own. */
    static List<String> javaCommand(String heap, Class<?> main) {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                "-cp",
                classes,
                main.getName());
    }

    private static List<String> command(List<String> start, String... arguments) {
        List<String> command = new ArrayList<>(start);
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int jobs() {
        return jobs;
    }

    @Override
    public void fill(int count) throws IOException {
        order("fill " + count);
    }

    @Override
    public Duration run(int count) throws IOException {
        return order("run " + count);
    }

    @Override
    public Duration used() {
        return new ProcessCpu(process.pid()).used();
    }

    @Override
    public void rest() throws IOException {
        order("rest 0");
    }

    private Duration order(String order) throws IOException {
        orders.write(order + "\n");
        orders.flush();
        CompletableFuture<Void> limit = CompletableFuture.runAsync(
                process::destroyForcibly, CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        String answer = answers.readLine();
        while (answer != null && !answer.startsWith("ok ") && !answer.startsWith("failed ")) {
            answer = answers.readLine();
        }
        limit.cancel(false);
        if (answer == null || answer.startsWith("failed ")) {
            throw new IOException(name + " could not " + order + ": " + answer);
        }
        return Duration.ofNanos((long) (Double.parseDouble(answer.substring(3)) * 1e6));
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
