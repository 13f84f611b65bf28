package dev.gleaner.workflow.domain;

import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.Content;
import dev.gleaner.fetch.Fetched;
import dev.gleaner.fetch.Fetcher;
import dev.gleaner.fetch.Response;
import dev.gleaner.fetch.Validators;
import dev.gleaner.phase.Offload;
import dev.gleaner.vocabulary.FetchPurpose;
import dev.gleaner.workflow.site.Site;
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
     * @param holds whether it is a sitemap
     * @param version where the answer came from, after redirects, and how the server will recognise it
     */
    record Finding(boolean answered, boolean holds, Validators version) {

        /** Whether it answers and is something else, most often a friendly page for every address. */
        boolean isSomethingElse() {
            return answered && !holds;
        }
    }

    /**
     * Looks.
     *
     * @param known the version that was a sitemap when it was looked at last: if it is unchanged, it is one still
     */
    Uni<Finding> look(Site site, WebUrl url, Optional<Validators> known) {
        return fetcher.get(site.request(url, FetchPurpose.PROBE, known)).chain(fetched -> finding(url, fetched));
    }

    private Uni<Finding> finding(WebUrl url, Fetched fetched) {
        if (fetched instanceof Fetched.Body body) {
            return offload.compute(() -> finding(body.response()));
        }
        return Uni.createFrom()
                .item(
                        fetched instanceof Fetched.NotModified unchanged
                                ? new Finding(true, true, unchanged.known())
                                : new Finding(false, false, Validators.none(url)));
    }

    private Finding finding(Response response) throws Exception {
        try (Content content = response.content()) {
            boolean holds = SitemapSniffer.kindOf(content).isPresent();
            if (holds) {
                probed.keep(response);
            }
            return new Finding(true, holds, response.validators());
        }
    }
}
