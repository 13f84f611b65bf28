package dev.gleaner.workflow.domain;

import dev.gleaner.address.SiteName;
import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.FetchRequest;
import dev.gleaner.fetch.Fetched;
import dev.gleaner.fetch.Fetcher;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.vocabulary.FetchPurpose;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the door of a site: https first, http if nobody opens there, {@code www.} if the bare name has no address. */
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

    /** The home page, or why there is none: the first door's reason if no door opens. */
    Uni<Fetched> visit(SiteName site) {
        return get(WebUrl.home("https", site)).chain(first -> tryDoors(otherDoors(site, first), first));
    }

    private static List<WebUrl> otherDoors(SiteName site, Fetched first) {
        if (!(first instanceof Fetched.Failed failed)) {
            return List.of();
        } else if (NOBODY_OPENS.contains(failed.reason())) {
            return List.of(WebUrl.home("http", site));
        }
        return failed.reason() == ErrorCode.DNS_NOT_FOUND
                ? Stream.of("https://www.", "http://www.")
                        .flatMap(start -> WebUrl.parse(start + site + "/").stream())
                        .toList()
                : List.of();
    }

    private Uni<Fetched> tryDoors(List<WebUrl> doors, Fetched first) {
        return doors.isEmpty()
                ? Uni.createFrom().item(first)
                : get(doors.get(0))
                        .chain(next -> isAnswer(next)
                                ? Uni.createFrom().item(next)
                                : tryDoors(doors.subList(1, doors.size()), first));
    }

    /** A server that answers badly is still the one that is meant. */
    private static boolean isAnswer(Fetched fetched) {
        return !(fetched instanceof Fetched.Failed failed) || failed.status() > 0;
    }

    private Uni<Fetched> get(WebUrl url) {
        return fetcher.get(new FetchRequest(url, FetchPurpose.PAGE));
    }
}
