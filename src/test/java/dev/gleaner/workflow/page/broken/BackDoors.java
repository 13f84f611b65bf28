package dev.gleaner.workflow.page.broken;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClient;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jsoup.Jsoup;

/** Ways around the two doors, one class each. */
final class BackDoors {
    private BackDoors() {}

    static class OwnTransaction {
        Uni<Void> run() {
            return Panache.withTransaction(() -> Uni.createFrom().voidItem());
        }
    }

    static class OwnSession {
        Mutiny.SessionFactory sessions;
    }

    static class OwnPool {
        Pool pool;
    }

    static class OwnClient {
        HttpClient client;
    }

    static class OwnJdkClient {
        java.net.http.HttpClient client;
    }

    static class OwnDownload {
        Object read() throws IOException {
            return Jsoup.connect("http://site.test/").get();
        }
    }

    static class OwnConnection {
        Object read(java.net.URL url) throws IOException {
            return url.openConnection();
        }
    }
}
