package dev.gleaner.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that answers with whatever bytes a test wants, and keeps a log. */
final class RawServer implements AutoCloseable {
    /** Writes an answer; the connection is closed afterwards unless it returns true. */
    interface Script {
        boolean answer(Exchange exchange) throws IOException;
    }

    /** A request as it was seen on the wire. */
    record Seen(String method, String target, Map<String, String> headers, long nanos) {
        String host() {
            return headers.get("host");
        }
    }

    /** What a script works with. */
    record Exchange(Seen request, OutputStream out, CountDownLatch closing) {
        void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void send(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        /** Waits as long as the test lasts, or for a moment; true when the test is over. */
        boolean stall(long millis) {
            try {
                return closing.await(millis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
    }

    private final ServerSocket listener;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final List<Seen> log = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch clientGone = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    RawServer() {
        this(plainListener());
    }

    RawServer(ServerSocket listener) {
        this.listener = listener;
        at("/robots.txt", text(404, "text/plain", ""));
        threads.submit(this::accept);
    }

    private static ServerSocket plainListener() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** As an address for {@code gleaner.fetch.resolve}. */
    String address() {
        return "http://127.0.0.1:" + port();
    }

    /** Sets what a path, or a host and a path, is answered with. */
    RawServer at(String place, Script script) {
        scripts.put(place, script);
        return this;
    }

    /** The requests of this server but those for robots.txt. */
    List<Seen> pages() {
        return log.stream().filter(seen -> !seen.target().equals("/robots.txt")).toList();
    }

    List<Seen> log() {
        return List.copyOf(log);
    }

    int connections() {
        return connections.get();
    }

    /** Whether the client closes a connection within a moment while the server still writes. */
    boolean noticesThatTheClientLeft() throws InterruptedException {
        return clientGone.await(5, TimeUnit.SECONDS);
    }

    static Script text(int status, String type, String body, String... headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return bytes(status, type, bytes, headers);
    }

    static Script html(String body) {
        return text(200, "text/html; charset=utf-8", body);
    }

    static Script redirect(int status, String location) {
        return text(status, "text/html", "moved", "Location: " + location);
    }

    static Script bytes(int status, String type, byte[] body, String... headers) {
        return exchange -> {
            List<String> lines = new ArrayList<>(List.of("HTTP/1.1 " + status + " Answer"));
            if (type != null) {
                lines.add("Content-Type: " + type);
            }
            lines.addAll(List.of(headers));
            lines.add("Content-Length: " + body.length);
            exchange.send(String.join("\r\n", lines) + "\r\n\r\n");
            exchange.send(body);
            return true;
        };
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                connections.incrementAndGet();
                threads.submit(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            boolean keep = true;
            while (keep) {
                Seen request = read(in);
                if (request == null) {
                    return;
                }
                log.add(request);
                keep = script(request).answer(new Exchange(request, socket.getOutputStream(), closing));
            }
        } catch (SocketException left) {
            clientGone.countDown();
        } catch (IOException ended) {
            // The client may leave whenever it likes.
        }
    }

    private Script script(Seen request) {
        Script forHost = scripts.get(request.host() + request.target());
        Script forPath = forHost != null ? forHost : scripts.get(request.target());
        return forPath != null ? forPath : text(404, "text/html", "nothing here");
    }

    private static Seen read(BufferedReader in) throws IOException {
        String line = in.readLine();
        if (line == null) {
            return null;
        }
        String[] parts = line.split(" ");
        Map<String, String> headers = new ConcurrentHashMap<>();
        for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
            String[] pair = header.split(":", 2);
            headers.put(pair[0].toLowerCase(Locale.ROOT), pair[1].strip());
        }
        return new Seen(parts[0], parts[1], headers, System.nanoTime());
    }

    @Override
    public void close() {
        closing.countDown();
        threads.shutdownNow();
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
