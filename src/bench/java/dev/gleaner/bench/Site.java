package dev.gleaner.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** The {@link SiteServer} as a process. */
final class Site implements AutoCloseable {
    private final Process process;
    private final int port;

    private Site(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Site start() {
        try {
            Process process = new ProcessBuilder(PeerProcess.javaCommand("-Xmx1g", SiteServer.class))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            var said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String port = said.readLine();
            while (port != null && !port.matches("\\d+")) {
                port = said.readLine();
            }
            if (port == null) {
                throw new IllegalStateException("the site does not start");
            }
            return new Site(process, Integer.parseInt(port));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Where it listens, without a slash at the end. */
    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Has a document made before somebody is timed who reads it. */
    byte[] read(String host, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + path + "?host=" + host))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    /** Waits until so many are kept waiting. */
    void awaitHeld(int number) throws IOException, InterruptedException {
        long end = System.nanoTime() + Peer.PATIENCE.toNanos();
        while (Integer.parseInt(new String(read("", "/held"), StandardCharsets.UTF_8)) < number) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not so many come: " + number);
            }
            Thread.sleep(100);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
