package dev.gleaner.house;

import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All rules of the house. */
public final class HouseRules {

    private HouseRules() {}

    /** The rules by their names. */
    public static Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new TreeMap<>();
        Stream.of(StairRules.class, RoomRules.class, DoorRules.class, PhaseRules.class, MannerRules.class)
                .flatMap(it -> Arrays.stream(it.getDeclaredFields()))
                .filter(it -> ArchRule.class.isAssignableFrom(it.getType()))
                .forEach(it -> rules.put(it.getName(), rule(it)));
        return rules;
    }

    private static ArchRule rule(Field field) {
        try {
            return (ArchRule) field.get(null);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
