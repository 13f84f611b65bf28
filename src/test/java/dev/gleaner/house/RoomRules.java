package dev.gleaner.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;

/**
 * Rooms know each other in one direction only. That they do so through public types, the compiler sees to; a new room
 * is held to forming no circle until it has its place here.
 */
final class RoomRules {
    private static final List<String> DOWNWARDS =
            List.of("scan", "domain", "sitemap", "page", "contact", "stock", "pricefile", "price", "site", "desk");

    static final ArchRule rooms_know_only_rooms_below = everyRoom();

    private RoomRules() {}

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
