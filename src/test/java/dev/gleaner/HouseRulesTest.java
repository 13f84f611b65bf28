package dev.gleaner;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.gleaner.house.HouseRules;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The walls of the house stand, and each of them stops somebody. Ordinary tests and not ArchUnit's own engine: some
 * versions of Surefire pass over that one in silence.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HouseRulesTest {
    private static final ImportOption WITHOUT_TESTS = new ImportOption.DoNotIncludeTests();
    private static final JavaClasses BROKEN_HOUSE = new ClassFileImporter()
            .withImportOption(location -> WITHOUT_TESTS.includes(location) || location.contains("/broken/"))
            .importPackages("dev.gleaner");
    private static final JavaClasses HOUSE = BROKEN_HOUSE.that(resideOutsideOfPackage("dev.gleaner..broken.."));

    private static final Map<String, List<String>> OFFENDERS = Map.ofEntries(
            Map.entry("no_transaction_waits_for_the_web", List.of("WaitingResource", "WaitingWorkflow")),
            Map.entry("the_stair_leads_down", List.of("FetchingEngine", "QueryingFetcher", "WorkingDatabase")),
            Map.entry("vocabulary_knows_only_the_jdk", List.of("BorrowedWord")),
            Map.entry("packages_form_no_circle", List.of("RoundContact", "RoundPage")),
            Map.entry("rooms_know_only_rooms_below", List.of("CuriousContact")),
            Map.entry("only_their_owners_open_transactions", List.of("TransactionalService")),
            Map.entry("resources_see_their_tenant_only", List.of("FarSightedResource")),
            Map.entry("sessions_come_from_the_gateway", List.of("OwnTransaction", "OwnSession")),
            Map.entry("one_door_to_postgresql", List.of("OwnPool")),
            Map.entry("one_door_to_the_web", List.of("OwnClient", "OwnJdkClient", "OwnDownload", "OwnConnection")),
            Map.entry("words_are_defined_once", List.of("NestedWord")),
            Map.entry("names_say_what_a_class_is_for", List.of("PageHelper")),
            Map.entry("routes_say_who_may_come_in", List.of("OpenHouse")),
            Map.entry("routes_live_in_resources", List.of("OpenHouse")),
            Map.entry("only_the_gateway_and_the_engine_subscribe", List.of("Subscriber")),
            Map.entry("nobody_blocks", List.of("Waiter", "Sleeper", "Joiner", "Queuer")),
            Map.entry("only_imports_and_exports_occupy_a_worker", List.of("OpenHouse")),
            Map.entry("files_and_names_are_left_to_those_who_run_elsewhere", List.of("Reader", "NameSeeker")),
            Map.entry("rooms_are_entered_through_their_services", List.of("Burglar")),
            Map.entry("what_is_said_goes_to_the_log", List.of("Shouter", "SecondLog")));

    static Set<String> names() {
        return HouseRules.all().keySet();
    }

    static Stream<String> offences() {
        return OFFENDERS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_house_keeps(String name) {
        rule(name).check(HOUSE);
    }

    @ParameterizedTest
    @MethodSource("offences")
    void a_violation_is_caught_by(String name) {
        List<String> report =
                rule(name).evaluate(BROKEN_HOUSE).getFailureReport().getDetails();

        assertThat(OFFENDERS.get(name))
                .allSatisfy(offender -> assertThat(report)
                        .anySatisfy(
                                line -> assertThat(line).contains(".broken.").contains(offender)));
    }

    @Test
    void every_rule_has_an_offender() {
        assertThat(OFFENDERS).hasSize(20).containsOnlyKeys(names());
    }

    @Test
    void a_rule_that_applies_to_nothing_fails() {
        JavaClasses nothing = HOUSE.that(resideInAPackage("dev.gleaner.nowhere"));

        assertThat(names())
                .allSatisfy(name ->
                        assertThatThrownBy(() -> rule(name).check(nothing)).isInstanceOf(AssertionError.class));
    }

    @Test
    void the_whole_house_is_looked_at() {
        assertThat(HOUSE).hasSizeGreaterThan(250);
        assertThat(HOUSE.contain(Gleaner.class)).isTrue();
        assertThat(HOUSE.contain(HouseRulesTest.class)).isFalse();
    }

    private static ArchRule rule(String name) {
        return HouseRules.all().get(name);
    }
}
