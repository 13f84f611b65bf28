package dev.gleaner.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class SilenceWatchTest extends EngineTestBase {
    @Inject
    SilenceWatch watch;

    @Inject
    MeterRegistry registry;

    @Test
    void the_metric_is_raised_while_a_workflow_is_silent() throws SQLException {
        assertThat(silent()).isZero();

        succeed(50, "EMPTY");
        assertThat(silent()).isEqualTo(1);

        succeed(1, "COMPLETE");
        assertThat(silent()).isZero();
    }

    private double silent() {
        transaction(watch::run);
        return registry.get("gleaner.pipeline.silent")
                .tag("workflow", "sitemap")
                .gauge()
                .value();
    }

    private void succeed(int times, String outcome) throws SQLException {
        sql("insert into attempt (tenant, workflow, item_id, attempt, replica, claimed_at, finished_at, outcome)"
                + " select 'acme', 'sitemap', gen_random_uuid(), 1, 'silent', clock_timestamp(), clock_timestamp(), '"
                + outcome + "' from generate_series(1, " + times + ")");
    }

    @AfterEach
    void forget() throws SQLException {
        sql("delete from attempt where replica = 'silent'");
    }
}
