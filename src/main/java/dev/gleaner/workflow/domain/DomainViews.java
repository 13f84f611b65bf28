package dev.gleaner.workflow.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gleaner.curation.ItemView;
import dev.gleaner.pipeline.PipelineSettings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Makes the views of domains, with what was found under them. Runs inside the caller's transaction. */
@ApplicationScoped
class DomainViews {
    private final Domains domains;
    private final ObjectMapper json;
    private final int maxAttempts;

    DomainViews(Domains domains, ObjectMapper json, PipelineSettings settings) {
        this.domains = domains;
        this.json = json;
        this.maxAttempts = settings.of("domain").maxAttempts();
    }

    Uni<List<DomainView>> of(List<Domain> items) {
        if (items.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return domains.countsOf(items)
                .map(counts -> items.stream()
                        .map(domain -> view(domain, counts.get(domain.id())))
                        .toList());
    }

    private DomainView view(Domain domain, DomainView.Counts counts) {
        return new DomainView(
                domain.id(),
                domain.name,
                domain.homeUrl,
                ItemView.of(domain, maxAttempts),
                metadata(domain),
                DomainView.RobotsView.of(domain),
                counts);
    }

    private SiteMetadata metadata(Domain domain) {
        try {
            return domain.metadata == null ? SiteMetadata.UNKNOWN : json.readValue(domain.metadata, SiteMetadata.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The metadata of domain " + domain.id() + " is not what was written", e);
        }
    }
}
