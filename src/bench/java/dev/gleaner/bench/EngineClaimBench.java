package dev.gleaner.bench;

import dev.gleaner.fixture.DatabaseAddress;
import dev.gleaner.pipeline.ClaimCost;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What a claim costs as the table grows. It should be the same. */
@QuarkusTest
@WithTestResource(BenchDatabase.class)
class EngineClaimBench {
    private static final int BATCHES = 20;

    /** Each table is filled and claimed from so often: one that was just filled differs from its twin. */
    private static final int TURNS = 3;

    private static final int WARM_UPS = 8;
    private static final List<Integer> ROWS = Arrays.stream(
                    System.getProperty("bench.rows", "10000,1000000,10000000").split(","))
            .map(Integer::valueOf)
            .toList();

    @Inject
    ClaimCost cost;

    @ConfigProperty(name = BenchDatabase.SUPERUSER)
    String superuser;

    /** The medians of the smallest table. */
    private final Map<String, Double> smallest = new HashMap<>();

    private final List<Figure> figures = new ArrayList<>();

    @Test
    void a_claim_costs_the_same_however_large_the_table_is() throws SQLException, IOException {
        DatabaseAddress database = DatabaseAddress.parse(superuser);
        double load = Machine.load();
        warmUp(database);
        for (int rows : ROWS) {
            Map<String, List<Double>> milliseconds = new LinkedHashMap<>();
            for (int turn = 0; turn < TURNS; turn++) {
                cost.fill(rows, database);
                for (boolean laned : new boolean[] {false, true}) {
                    ClaimCost.Costs costs = cost.measure(laned, BATCHES);
                    String items = ClaimCost.BATCH + (laned ? " items in lanes" : " items");
                    collect(milliseconds, "claim of " + items, costs.claims());
                    collect(milliseconds, "verdicts on " + items, costs.persists());
                }
            }
            milliseconds.forEach((what, all) -> note(what, rows, all));
        }
        Report.figures("engine-claim", Machine.of(database, load, TURNS * BATCHES), figures);
    }

    private static void collect(Map<String, List<Double>> all, String what, List<Double> milliseconds) {
        all.computeIfAbsent(what, it -> new ArrayList<>()).addAll(milliseconds);
    }

    private void warmUp(DatabaseAddress database) throws SQLException {
        for (int i = 0; i < WARM_UPS; i++) {
            cost.fill(ROWS.get(0), database);
            cost.measure(false, BATCHES);
            cost.measure(true, BATCHES);
        }
    }

    private void note(String what, int rows, List<Double> milliseconds) {
        double median = Quantiles.median(milliseconds);
        double first = smallest.computeIfAbsent(what, it -> median);
        Figure figure = new Figure(
                String.format(Locale.ROOT, "%s, %,d rows", what, rows),
                String.format(
                        Locale.ROOT,
                        "%.1f ms (%.1f–%.1f), × %.2f",
                        median,
                        Quantiles.of(milliseconds, 0),
                        Quantiles.of(milliseconds, 1),
                        median / first),
                "× 0.8–1.2");
        System.out.println(figure.measure() + ": " + figure.value());
        figures.add(figure);
    }
}
