package dev.gleaner.workflow.page.broken;

import dev.gleaner.workflow.contact.Contact;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Logger;

/** What is not done in this house, one class each. */
final class BadManners {
    private BadManners() {}

    enum NestedWord {
        LOST
    }

    static class PageHelper {}

    /** Abstract, so that the service under test does not serve it. */
    @Path("/broken")
    abstract static class OpenHouse {
        @GET
        @Blocking
        public abstract String open();
    }

    static class Subscriber {
        void run(Uni<String> uni) {
            uni.subscribe().with(item -> {});
        }
    }

    static class Waiter {
        String run(Uni<String> uni) {
            return uni.await().atMost(Duration.ofSeconds(1));
        }
    }

    static class Sleeper {
        void run() throws InterruptedException {
            Thread.sleep(1);
        }
    }

    static class Joiner {
        String run(CompletableFuture<String> future) {
            return future.join();
        }
    }

    static class Queuer {
        String run(BlockingQueue<String> queue) throws InterruptedException {
            return queue.take();
        }
    }

    static class Reader {
        byte[] run(java.nio.file.Path file) throws IOException {
            return Files.readAllBytes(file);
        }
    }

    static class NameSeeker {
        InetAddress run(String name) throws IOException {
            return InetAddress.getByName(name);
        }
    }

    static class Burglar {
        Contact contact;
    }

    static class Shouter {
        void run() {
            System.out.println("here I am");
        }
    }

    static class SecondLog {
        Logger log;
    }
}
