package dev.gleaner.workflow.robots;

import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.RobotsEvaluator;
import dev.gleaner.http.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Explains robots.txt files. Touches neither the web nor the database. */
@Path("/api/v1/robots")
@RolesAllowed("USER")
@Tag(name = "Robots")
class RobotsResource {
    private final RobotsEvaluator evaluator;

    RobotsResource(RobotsEvaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** What would be decided, and by which line. */
    @POST
    @Path("/evaluate")
    @Operation(summary = "What the fetcher would decide on a robots.txt, and by which line")
    public RobotsAnswer evaluate(@Valid @NotNull RobotsQuestion question) {
        return RobotsAnswer.of(
                question.urls(), evaluator.evaluate(question.robotsTxt(), token(question), urls(question.urls())));
    }

    private String token(RobotsQuestion question) {
        return question.agent() == null
                ? evaluator.ownToken()
                : RobotsEvaluator.productToken(question.agent())
                        .orElseThrow(() ->
                                ProblemException.invalid("agent", "must begin with a product token: letters, - and _"));
    }

    private static List<WebUrl> urls(List<String> texts) {
        List<WebUrl> urls = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String field = "urls[" + i + "]";
            urls.add(WebUrl.parse(texts.get(i))
                    .orElseThrow(() -> ProblemException.invalid(field, "must be an absolute http or https address")));
        }
        return urls;
    }
}
