package dev.gleaner.workflow.domain;

import dev.gleaner.address.SiteName;
import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Fetched;
import dev.gleaner.fetch.Fetcher;
import dev.gleaner.fetch.Validators;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.FetchPurpose;
import dev.gleaner.workflow.site.Site;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Finds the door of a site: https first, http if nobody opens there or one is sent there, {@code www.} if the bare name has no address. */
@ApplicationScoped
class HomeVisit {
    private static final Set<ErrorCode> NOBODY_OPENS = EnumSet.of(
            ErrorCode.CONNECT_FAILED,
            ErrorCode.CONNECT_TIMEOUT,
            ErrorCode.CONNECTION_LOST,
            ErrorCode.TLS_FAILED,
            ErrorCode.PROTOCOL_ERROR);

    private final Fetcher fetcher;

    HomeVisit(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    /**
     * The home page, or why there is none: the first door's reason if no door opens.
     *
     * @param known the version of it that was read last
     */
    Uni<Fetched> visit(Site site, Optional<Validators> known) {
        return get(site, WebUrl.home("https", site.name()), known)
                .chain(first -> nextDoor(site.name(), first)
                        .map(door -> get(site, door, known).map(second -> isAnswer(second) ? second : first))
                        .orElse(Uni.createFrom().item(first)));
    }

    private static Optional<WebUrl> nextDoor(SiteName site, Fetched first) {
        if (first instanceof Fetched.Refused refused && refused.reason() == ErrorCode.REDIRECT_REFUSED) {
            // A site that sends https away is meant to be read over http: asked for openly, not slid into.
            return Optional.of(WebUrl.home("http", site));
        }
        return first instanceof Fetched.Failed failed ? nextDoor(site, failed) : Optional.empty();
    }

    private static Optional<WebUrl> nextDoor(SiteName site, Fetched.Failed first) {
        if (NOBODY_OPENS.contains(first.reason())) {
            return Optional.of(WebUrl.home("http", site));
        }
        return first.reason() == ErrorCode.DNS_NOT_FOUND ? WebUrl.parse("https://www." + site + "/") : Optional.empty();
    }

    /** A server that answers badly is still the one that is meant. */
    private static boolean isAnswer(Fetched fetched) {
        return !(fetched instanceof Fetched.Failed failed) || failed.status() > 0;
    }

    private Uni<Fetched> get(Site site, WebUrl url, Optional<Validators> known) {
        return fetcher.get(site.request(url, FetchPurpose.PAGE, known));
    }
}
