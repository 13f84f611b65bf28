package dev.gleaner.fetch;

import crawlercommons.robots.SimpleRobotRulesParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An allow or disallow line of a robots.txt, with the group it belongs to (RFC 9309 §2.2). Only for explaining decisions:
 * deciding is the parser's.
 *
 * @param number counted from 1
 * @param text the line without comment
 * @param agents the product tokens of its group, in lower case
 * @param patterns what the parser makes of the line alone
 */
record RobotsLine(int number, String text, Set<String> agents, List<RobotsPattern> patterns) {
    private static final String EVERYBODY = "*";

    /** The lines that hold for an agent: those of its own groups, else those for everybody. */
    static List<RobotsLine> of(RobotsText robotsTxt, String agent) {
        boolean named = robotsTxt.lines().stream()
                .anyMatch(line -> line.isUserAgent() && line.value().equals(agent));
        return of(robotsTxt).stream()
                .filter(line -> line.agents.contains(named ? agent : EVERYBODY))
                .toList();
    }

    private static List<RobotsLine> of(RobotsText robotsTxt) {
        List<RobotsLine> found = new ArrayList<>();
        Set<String> group = new HashSet<>();
        Set<String> agents = Set.of(); // shared by the rules of a group: a copy for each would be agents times rules
        boolean naming = false;
        for (RobotsText.Line line : robotsTxt.lines()) {
            if (line.isUserAgent()) {
                group = naming ? group : new HashSet<>();
                group.add(line.value());
                naming = true;
            } else if (line.isRule()) {
                agents = naming ? Set.copyOf(group) : agents;
                naming = false;
                found.add(new RobotsLine(line.number(), line.text(), agents, patterns(line)));
            }
        }
        return found;
    }

    private static List<RobotsPattern> patterns(RobotsText.Line line) {
        byte[] alone = ("user-agent: *\n" + line.field() + ": " + line.value()).getBytes(StandardCharsets.UTF_8);
        return new SimpleRobotRulesParser()
                        .parseContent("http://robots.example/robots.txt", alone, "text/plain", List.of("gleaner"))
                        .getRobotRules()
                        .stream()
                        .flatMap(RobotsPattern::of)
                        .toList();
    }
}
