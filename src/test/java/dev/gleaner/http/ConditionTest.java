package dev.gleaner.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConditionTest {

    @Test
    void both_conditions_keep_their_parameters() {
        var both = Condition.equal("tenant", "a").and(Condition.of("x = :x or y = :x", Map.of("x", 1)));

        assertThat(both.hql()).isEqualTo("(tenant = :tenant) and (x = :x or y = :x)");
        assertThat(both.parameters()).containsOnly(Map.entry("tenant", "a"), Map.entry("x", 1));
    }

    @Test
    void an_absent_filter_means_everything() {
        assertThat(Condition.equal("tenant", null)).isEqualTo(Condition.everything());
        assertThat(Condition.contains("host", null)).isEqualTo(Condition.everything());
        assertThat(Condition.contains("host", " ")).isEqualTo(Condition.everything());
    }

    @Test
    void wildcards_in_a_clients_text_mean_themselves() {
        var condition = Condition.contains("site.host", "50%_Off!\\");

        assertThat(condition.hql()).isEqualTo("lower(site.host) like :site_hostPattern escape '!'");
        assertThat(condition.parameters()).containsEntry("site_hostPattern", "%50!%!_off!!\\%");
    }

    @Test
    void one_parameter_cannot_have_two_values() {
        var mine = Condition.equal("tenant", "mine");

        assertThatIllegalArgumentException().isThrownBy(() -> mine.and(Condition.equal("tenant", "theirs")));
        assertThat(mine.and(Condition.equal("tenant", "mine")).parameters()).hasSize(1);
    }
}
