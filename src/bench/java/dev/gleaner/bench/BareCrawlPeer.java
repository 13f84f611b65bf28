package dev.gleaner.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * The limit: Vert.x' client, jsoup, and one insert for two hundred pages. No queue, no lease, no robots.txt, no limits, no
 * retry, no charset but UTF-8, no search for contacts but links. Arguments: the site, the database, how many at once.
 */
final class BareCrawlPeer extends Peer {
    private static final int BATCH = 200;
    private static final String INSERT = """
        insert into bare_page (url, status, title, description, h1, canonical, language, words, links, emails, content)
        select * from unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                             $8::int[], $9::int[], $10::text[], $11::text[])
        """;

    private final Vertx vertx;
    private final HttpClient client;
    private final Pool pool;
    private final URI site;
    private final int loops;
    private final AtomicInteger number = new AtomicInteger();
    private final List<Page> read = new ArrayList<>();

    private record Page(
            String url,
            int status,
            String title,
            String description,
            String h1,
            String canonical,
            String language,
            int words,
            int links,
            String emails,
            String content) {}

    private BareCrawlPeer(Vertx vertx, Pool pool, URI site, int loops) {
        this.vertx = vertx;
        this.pool = pool;
        this.site = site;
        this.loops = loops;
        this.client = vertx.httpClientBuilder()
                .with(new PoolOptions().setHttp1MaxSize(loops))
                .build();
    }

    /** Obeys. */
    public static void main(String[] arguments) throws Exception {
        Vertx vertx = Vertx.vertx();
        PgConnectOptions options = PgConnectOptions.fromUri(arguments[1])
                .setCachePreparedStatements(false)
                .setUseLayer7Proxy(true);
        options.getProperties().remove("extra_float_digits");
        options.addProperty("DateStyle", "ISO, MDY");
        Pool pool = PgBuilder.pool()
                .with(new io.vertx.sqlclient.PoolOptions().setMaxSize(5))
                .connectingTo(options)
                .using(vertx)
                .build();
        await(pool.query("create table if not exists bare_page (url text primary key, status int, title text,"
                        + " description text, h1 text, canonical text, language text, words int, links int, emails text, content"
                        + " text)")
                .execute());
        new BareCrawlPeer(vertx, pool, URI.create(arguments[0]), Integer.parseInt(arguments[2])).serve();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    void fill(int jobs) throws Exception {
        await(pool.query("truncate bare_page").execute());
    }

    @Override
    double run(int jobs) throws Exception {
        number.set(0);
        long begun = System.nanoTime();
        List<Context> contexts = IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .mapToObj(ignored -> ((VertxInternal) vertx).createEventLoopContext())
                .collect(Collectors.toList());
        await(Future.all(IntStream.range(0, loops)
                .mapToObj(i -> on(contexts.get(i % contexts.size()), jobs))
                .toList()));
        await(store(drained()));
        double milliseconds = (System.nanoTime() - begun) / 1e6;
        long stored = await(pool.query("select count(*) from bare_page").execute())
                .iterator()
                .next()
                .getLong(0);
        if (stored != jobs) {
            throw new IllegalStateException(stored + " of " + jobs + " pages are stored");
        }
        return milliseconds;
    }

    /** The client loses answers where it is used from a thread that is not Vert.x' own. */
    private Future<Void> on(Context context, int jobs) {
        Promise<Void> promise = Promise.promise();
        context.runOnContext(ignored -> loop(jobs).onComplete(promise));
        return promise.future();
    }

    private Future<Void> loop(int jobs) {
        int next = number.getAndIncrement();
        return next >= jobs ? Future.succeededFuture() : page("/p/" + next).compose(done -> loop(jobs));
    }

    private Future<Void> page(String path) {
        return client.request(HttpMethod.GET, site.getPort(), site.getHost(), path)
                .compose(request -> request.send())
                .compose(response -> response.body()
                        .compose(body -> vertx.executeBlocking(() -> parsed(path, response, body.toString()), false)))
                .compose(this::keep);
    }

    private Page parsed(String path, HttpClientResponse response, String html) {
        Document document = Jsoup.parse(html, site + path);
        String text = document.body().text();
        return new Page(
                path,
                response.statusCode(),
                document.title(),
                document.select("meta[name=description]").attr("content"),
                document.select("h1").text(),
                document.select("link[rel=canonical]").attr("abs:href"),
                document.select("html").attr("lang"),
                text.split("\\s+").length,
                document.select("a[href]").eachAttr("abs:href").size(),
                String.join(" ", document.select("a[href^=mailto:]").eachAttr("href")),
                text);
    }

    private Future<Void> keep(Page page) {
        List<Page> batch = List.of();
        synchronized (read) {
            read.add(page);
            if (read.size() >= BATCH) {
                batch = drained();
            }
        }
        return store(batch);
    }

    private List<Page> drained() {
        synchronized (read) {
            List<Page> batch = List.copyOf(read);
            read.clear();
            return batch;
        }
    }

    private Future<Void> store(List<Page> batch) {
        if (batch.isEmpty()) {
            return Future.succeededFuture();
        }
        Tuple columns = Tuple.tuple()
                .addValue(batch.stream().map(Page::url).toArray(String[]::new))
                .addValue(batch.stream().map(Page::status).toArray(Integer[]::new))
                .addValue(batch.stream().map(Page::title).toArray(String[]::new))
                .addValue(batch.stream().map(Page::description).toArray(String[]::new))
                .addValue(batch.stream().map(Page::h1).toArray(String[]::new))
                .addValue(batch.stream().map(Page::canonical).toArray(String[]::new))
                .addValue(batch.stream().map(Page::language).toArray(String[]::new))
                .addValue(batch.stream().map(Page::words).toArray(Integer[]::new))
                .addValue(batch.stream().map(Page::links).toArray(Integer[]::new))
                .addValue(batch.stream().map(Page::emails).toArray(String[]::new))
                .addValue(batch.stream().map(Page::content).toArray(String[]::new));
        return pool.preparedQuery(INSERT).execute(columns).mapEmpty();
    }

    @Override
    void rest() {
        // its loops have ended with the last page
    }
}
