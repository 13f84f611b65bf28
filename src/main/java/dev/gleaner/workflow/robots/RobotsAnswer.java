package dev.gleaner.workflow.robots;

import dev.gleaner.address.WebUrl;
import dev.gleaner.fetch.RobotsEvaluator;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the fetcher would decide, and by which line. */
@RegisterForReflection
record RobotsAnswer(List<Result> results, Double crawlDelaySeconds, List<String> sitemaps) {

    /** What holds for one address. */
    @RegisterForReflection
    @Schema(name = "RobotsResult")
    record Result(String url, boolean allowed, String rule, Integer line) {}

    static RobotsAnswer of(List<String> urls, RobotsEvaluator.Evaluation evaluation) {
        List<RobotsEvaluator.Decision> decisions = evaluation.decisions();
        return new RobotsAnswer(
                IntStream.range(0, urls.size())
                        .mapToObj(i -> result(urls.get(i), decisions.get(i)))
                        .toList(),
                evaluation.crawlDelay().map(delay -> delay.toMillis() / 1000.0).orElse(null),
                evaluation.sitemaps().stream().map(WebUrl::toString).toList());
    }

    private static Result result(String url, RobotsEvaluator.Decision decision) {
        return new Result(
                url,
                decision.allowed(),
                decision.rule().orElse(null),
                decision.line().orElse(null));
    }
}
