package dev.gleaner.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PoolWatchTest {
    private static final Logger LOG = Logger.getLogger(PoolWatch.class.getName());

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Written written = new Written();

    @BeforeEach
    void listen() {
        LOG.addHandler(written);
    }

    @AfterEach
    void hangUp() {
        LOG.removeHandler(written);
    }

    @Test
    void a_long_hold_is_reported_once_while_it_lasts_with_its_holder() {
        PoolWatch watch = watch("0s");
        PoolWatch.Request request = watch.asked("the slow one");
        request.granted();

        watch.report();
        watch.report();

        assertThat(written.records)
                .singleElement()
                .satisfies(record -> assertThat(record.getMessage()).contains("is held for"));
        assertThat(written.records.get(0).getMdcCopy())
                .containsEntry("holder", "the slow one")
                .containsKeys("heldSince", "heldMillis");
        assertThat(metrics.counter("gleaner.connection.held.too.long").count()).isEqualTo(1);
    }

    @Test
    void nobody_is_reported_for_waiting_or_for_a_short_hold() {
        PoolWatch watch = watch("1h");
        watch.asked("waits").ended();
        watch.asked("waits still");
        watch.asked("holds").granted();

        watch.report();

        assertThat(written.records).isEmpty();
        assertThat(watch.waiting()).isEqualTo(1);
        assertThat(watch.holds()).extracting(PoolWatch.Hold::holder).containsExactly("holds");
        assertThat(metrics.get("gleaner.connections.held").gauge().value()).isEqualTo(1);
        assertThat(metrics.get("gleaner.connections.waiting").gauge().value()).isEqualTo(1);
    }

    @Test
    void each_hold_is_measured_when_it_ends() {
        PoolWatch watch = watch("1h");
        PoolWatch.Request request = watch.asked("somebody");
        request.granted();
        request.ended();
        watch.asked("one who never got any").ended();

        assertThat(watch.holds()).isEmpty();
        assertThat(metrics.get("gleaner.connection.wait").timer().count()).isEqualTo(1);
        assertThat(metrics.get("gleaner.connection.held").timer().count()).isEqualTo(1);
    }

    private PoolWatch watch(String longHold) {
        return new PoolWatch(TestSettings.with(Map.of("gleaner.database.long-hold", longHold)), metrics);
    }

    private static final class Written extends Handler {
        private final List<ExtLogRecord> records = new ArrayList<>();

        @Override
        public void publish(LogRecord record) {
            ExtLogRecord kept = ExtLogRecord.wrap(record);
            kept.copyMdc();
            records.add(kept);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
