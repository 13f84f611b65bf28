package dev.gleaner.workflow.site;

import dev.gleaner.address.SiteName;
import dev.gleaner.address.WebUrl;
import dev.gleaner.curation.Curation;
import dev.gleaner.curation.Decision;
import dev.gleaner.item.WorkItem;
import dev.gleaner.item.WorkItems;
import dev.gleaner.vocabulary.CurationStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Enters addresses that a person submits, with their sites. Runs inside the caller's transaction. */
@ApplicationScoped
public class UrlSubmissions {
    private final SiteRegister sites;
    private final Curation curation;

    UrlSubmissions(SiteRegister sites, Curation curation) {
        this.sites = sites;
        this.curation = curation;
    }

    /**
     * The shelf that a submission is for.
     *
     * @param shelf where the items lie; they have an attribute {@code url}
     * @param url that attribute
     * @param intake enters addresses
     */
    public record Desk<I extends WorkItem>(WorkItems<I> shelf, Function<I, String> url, Intake intake) {}

    /** Enters addresses, of however many sites, in one statement; known ones stay as they are. */
    @FunctionalInterface
    public interface Intake {
        /** Inside the caller's transaction. */
        Uni<?> enter(String tenant, List<Placed<WebUrl>> urls);
    }

    /** Enters what is new, queues all of it if that is asked for, and says line by line what became of it. */
    public <I extends WorkItem> Uni<UrlReceipt> receive(String tenant, UrlSubmission submission, Desk<I> desk) {
        Set<WebUrl> urls = Line.keys(submission.urls(), UrlSubmissions::read);
        return ids(tenant, urls, desk)
                .chain(known -> enter(tenant, urls, desk.intake())
                        .chain(() -> ids(tenant, urls, desk))
                        .chain(all -> receipt(tenant, submission, desk, known, all)));
    }

    /** Only addresses on a named site: without a domain an item has no place. */
    private static Optional<WebUrl> read(String input) {
        return WebUrl.parse(input).filter(url -> SiteName.ofHost(url.host()).isPresent());
    }

    private static SiteName siteOf(WebUrl url) {
        return SiteName.ofHost(url.host()).orElseThrow();
    }

    private static <I extends WorkItem> Uni<Map<WebUrl, UUID>> ids(
            String tenant, Collection<WebUrl> urls, Desk<I> desk) {
        if (urls.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        List<String> spelled = urls.stream().map(WebUrl::toString).toList();
        return desk.shelf()
                .find("tenant = ?1 and url in ?2", tenant, spelled)
                .list()
                .map(items -> items.stream()
                        .collect(Collectors.toMap(it -> WebUrl.of(desk.url().apply(it)), WorkItem::id)));
    }

    private Uni<?> enter(String tenant, Set<WebUrl> urls, Intake intake) {
        return urls.isEmpty()
                ? Uni.createFrom().voidItem()
                : sites.enter(tenant, urls.stream().map(UrlSubmissions::siteOf).collect(Collectors.toSet()))
                        .chain(entries -> intake.enter(
                                tenant,
                                urls.stream()
                                        .map(url -> placed(tenant, url, entries))
                                        .toList()));
    }

    private static Placed<WebUrl> placed(String tenant, WebUrl url, Map<SiteName, Entry> entries) {
        SiteName name = siteOf(url);
        return new Placed<>(new Site(tenant, entries.get(name).id(), name), url);
    }

    private <I extends WorkItem> Uni<UrlReceipt> receipt(
            String tenant, UrlSubmission submission, Desk<I> desk, Map<WebUrl, UUID> known, Map<WebUrl, UUID> all) {
        Map<WebUrl, Entry> entries = all.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, it -> new Entry(it.getValue(), !known.containsKey(it.getKey()))));
        List<Line<WebUrl>> lines = Line.of(submission.urls(), UrlSubmissions::read, entries);
        return queued(tenant, submission.select(), desk.shelf(), all.values())
                .map(queued -> UrlReceipt.of(lines, queued));
    }

    private Uni<Long> queued(String tenant, boolean select, WorkItems<?> shelf, Collection<UUID> ids) {
        return select && !ids.isEmpty()
                ? curation.decide(shelf, tenant, Decision.of(CurationStatus.SELECTED, ids))
                        .map(it -> it.queued())
                : Uni.createFrom().item(0L);
    }
}
