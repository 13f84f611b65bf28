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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
                .chain(first -> tryDoors(site, known, otherDoors(site.name(), first), first));
    }

    private static List<WebUrl> otherDoors(SiteName site, Fetched first) {
        if (first instanceof Fetched.Refused refused && refused.reason() == ErrorCode.REDIRECT_REFUSED) {
            // A site that sends https away is meant to be read over http: asked for openly, not slid into.
            return List.of(WebUrl.home("http", site));
        }
        return first instanceof Fetched.Failed failed ? otherDoors(site, failed.reason()) : List.of();
    }

    private static List<WebUrl> otherDoors(SiteName site, ErrorCode reason) {
        if (NOBODY_OPENS.contains(reason)) {
            return List.of(WebUrl.home("http", site));
        }
        return reason == ErrorCode.DNS_NOT_FOUND
                ? Stream.of("https://www.", "http://www.")
                        .flatMap(start -> WebUrl.parse(start + site + "/").stream())
                        .toList()
                : List.of();
    }

    private Uni<Fetched> tryDoors(Site site, Optional<Validators> known, List<WebUrl> doors, Fetched first) {
        return doors.isEmpty()
                ? Uni.createFrom().item(first)
                : get(site, doors.get(0), known)
                        .chain(next -> isAnswer(next)
                                ? Uni.createFrom().item(next)
                                : tryDoors(site, known, doors.subList(1, doors.size()), first));
    }

    /** A server that answers badly is still the one that is meant. */
    private static boolean isAnswer(Fetched fetched) {
        return !(fetched instanceof Fetched.Failed failed) || failed.status() > 0;
    }

    private Uni<Fetched> get(Site site, WebUrl url, Optional<Validators> known) {
        return fetcher.get(site.request(url, FetchPurpose.PAGE, known));
    }
}
