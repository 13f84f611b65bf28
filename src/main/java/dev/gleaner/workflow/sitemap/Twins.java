package dev.gleaner.workflow.sitemap;

import dev.gleaner.address.WebUrl;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One sitemap has many spellings: with and without {@code www.}, by http and by https. It is entered under the one that
 * came first. Runs inside the caller's transaction.
 */
@ApplicationScoped
class Twins {
    private static final String WWW = "www.";

    /** One that failed may have failed because of how it is spelled. */
    private static final String KNOWN = """
            select s.url from sitemap s
             where s.tenant = cast(:tenant as text) and s.processing_status <> 'ERROR'
               and s.url in (select x from unnest(string_to_array(cast(:spellings as text), ' ')) x)
             order by s.created_at desc, s.id
            """;

    /** Those found, each once, and as they are known if they are. */
    Uni<List<FoundSitemap>> settle(String tenant, List<FoundSitemap> found) {
        Map<String, FoundSitemap> once = new LinkedHashMap<>();
        found.forEach(it -> once.putIfAbsent(keyOf(it.url()), it));
        return known(tenant, once.values())
                .map(known -> once.entrySet().stream()
                        .map(it -> spelled(it.getValue(), found, known.getOrDefault(it.getKey(), List.of())))
                        .toList());
    }

    private static FoundSitemap spelled(FoundSitemap found, List<FoundSitemap> all, List<WebUrl> known) {
        return known.isEmpty() || known.contains(found.url())
                ? found
                : all.stream()
                        .filter(it -> known.contains(it.url()))
                        .findFirst()
                        .orElseGet(() -> new FoundSitemap(known.get(0), found.source()));
    }

    private static Uni<Map<String, List<WebUrl>>> known(String tenant, Collection<FoundSitemap> found) {
        String spellings =
                found.stream().flatMap(it -> spellingsOf(it.url()).stream()).collect(Collectors.joining(" "));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(KNOWN, String.class)
                        .setParameter("tenant", tenant)
                        .setParameter("spellings", spellings)
                        .getResultList())
                .map(urls -> urls.stream().map(WebUrl::of).collect(Collectors.groupingBy(Twins::keyOf)));
    }

    private static List<String> spellingsOf(WebUrl url) {
        String rest = url.pathAndQuery();
        String bare = bareHost(url);
        return hasPort(url)
                ? List.of(url.toString())
                : Stream.of("https://", "http://")
                        .flatMap(scheme -> Stream.of(scheme + bare + rest, scheme + WWW + bare + rest))
                        .toList();
    }

    private static String keyOf(WebUrl url) {
        return hasPort(url) ? url.toString() : bareHost(url) + url.pathAndQuery();
    }

    /** Another port is another server. */
    private static boolean hasPort(WebUrl url) {
        return url.port() != (url.scheme().equals("https") ? 443 : 80);
    }

    private static String bareHost(WebUrl url) {
        return url.host().startsWith(WWW) ? url.host().substring(WWW.length()) : url.host();
    }
}
