package dev.gleaner.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.gleaner.item.WorkItems;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.persistence.Entity;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rooms know each other in one direction only. That they do so through public types, the compiler sees to; a new room
 * is held to forming no circle until it has its place here.
 */
final class RoomRules {
    private static final List<String> DOWNWARDS =
            List.of("scan", "domain", "sitemap", "page", "contact", "stock", "pricefile", "price", "site", "desk");

    private static final Pattern ROOM = Pattern.compile("^dev\\.gleaner\\.workflow\\.([a-z]+)");

    static final ArchRule rooms_know_only_rooms_below = everyRoom();

    static final ArchRule rooms_are_entered_through_their_services = classes()
            .that()
            .resideInAPackage("dev.gleaner.workflow..")
            .should(keepOutOfOtherCupboards())
            .because("whoever reaches for the rows or the shelf of another room knows how it keeps its things");

    private RoomRules() {}

    private static ArchCondition<JavaClass> keepOutOfOtherCupboards() {
        return new ArchCondition<>("touch no entity, shelf or resource of another room") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(it -> isCupboard(it.getTargetClass())
                                && !roomOf(it.getTargetClass()).equals(roomOf(type)))
                        .forEach(it -> events.add(SimpleConditionEvent.violated(type, it.getDescription())));
            }
        };
    }

    private static boolean isCupboard(JavaClass type) {
        return !roomOf(type).isEmpty()
                && (type.isAnnotatedWith(Entity.class)
                        || type.isAssignableTo(WorkItems.class)
                        || type.isAssignableTo(PanacheRepositoryBase.class)
                        || type.isAnnotatedWith(Path.class));
    }

    /** Empty outside the rooms. */
    private static String roomOf(JavaClass type) {
        Matcher room = ROOM.matcher(type.getPackageName());
        return room.find() ? room.group(1) : "";
    }

    private static ArchRule everyRoom() {
        return CompositeArchRule.of(DOWNWARDS.subList(1, DOWNWARDS.size()).stream()
                        .map(RoomRules::knowsNoneAbove)
                        .toList())
                .because("work is handed downwards, by the one who found it");
    }

    private static ArchRule knowsNoneAbove(String room) {
        String[] above = DOWNWARDS.subList(0, DOWNWARDS.indexOf(room)).stream()
                .map(RoomRules::inside)
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(inside(room))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(above);
    }

    private static String inside(String room) {
        return "dev.gleaner.workflow." + room + "..";
    }
}
