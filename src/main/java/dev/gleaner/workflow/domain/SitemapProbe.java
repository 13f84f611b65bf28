package dev.gleaner.workflow.domain;

import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Content;
import dev.gleaner.fetch.FetchRequest;
import dev.gleaner.fetch.Fetched;
import dev.gleaner.fetch.Fetcher;
import dev.gleaner.fetch.Response;
import dev.gleaner.phase.Offload;
import dev.gleaner.vocabulary.FetchPurpose;
import dev.gleaner.workflow.sitemap.ProbedSitemaps;
import dev.gleaner.workflow.sitemap.SitemapSniffer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Looks at the first bytes behind an address: only these tell whether it is a sitemap. */
@ApplicationScoped
class SitemapProbe {
    private final Fetcher fetcher;
    private final Offload offload;
    private final ProbedSitemaps probed;

    SitemapProbe(Fetcher fetcher, Offload offload, ProbedSitemaps probed) {
        this.fetcher = fetcher;
        this.offload = offload;
        this.probed = probed;
    }

    /**
     * What lies behind an address.
     *
     * @param answered whether there was a usable answer; without one the address may still hold a sitemap tomorrow
     * @param url where the answer came from, after redirects
     * @param holds whether it is a sitemap
     */
    record Finding(boolean answered, WebUrl url, boolean holds) {

        /** Whether it answers and is something else, most often a friendly page for every address. */
        boolean isSomethingElse() {
            return answered && !holds;
        }
    }

    Uni<Finding> look(WebUrl url) {
        return fetcher.get(new FetchRequest(url, FetchPurpose.PROBE))
                .chain(fetched -> responseOf(fetched)
                        .map(response -> offload.compute(() -> finding(response)))
                        .orElse(Uni.createFrom().item(new Finding(false, url, false))));
    }

    private static Optional<Response> responseOf(Fetched fetched) {
        return fetched instanceof Fetched.Body body ? Optional.of(body.response()) : Optional.empty();
    }

    private Finding finding(Response response) throws Exception {
        try (Content content = response.content()) {
            boolean holds = SitemapSniffer.kindOf(content).isPresent();
            if (holds) {
                probed.keep(response);
            }
            return new Finding(true, response.url(), holds);
        }
    }
}
