package dev.gleaner.fetch;

import crawlercommons.robots.SimpleRobotRules.RobotRule;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An allow or disallow line of a robots.txt, with the group it belongs to (RFC 9309 §2.2). Only for explaining decisions:
 * deciding is the parser's.
 *
 * @param number counted from 1
 * @param text the line without comment
 * @param agents the product tokens of its group, in lower case
 * @param rule what the parser makes of the line alone
 */
record RobotsLine(int number, String text, Set<String> agents, RobotRule rule) {
    private static final String EVERYBODY = "*";
    private static final Pattern DIRECTIVE = Pattern.compile("\\s*([A-Za-z-]+)\\s*:\\s*(.*?)\\s*");
    private static final Pattern PRODUCT_TOKEN = Pattern.compile("[A-Za-z_-]+|\\*");

    /** The product token that a user agent's name begins with, in lower case. */
    static Optional<String> productToken(String agent) {
        Matcher token = PRODUCT_TOKEN.matcher(agent.strip());
        return token.lookingAt() ? Optional.of(token.group().toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /** The lines that hold for an agent: those of its own groups, else those for everybody. */
    static List<RobotsLine> of(String robotsTxt, String agent) {
        List<RobotsLine> lines = of(robotsTxt);
        boolean named = agents(robotsTxt).contains(agent);
        return lines.stream()
                .filter(line -> line.agents.contains(named ? agent : EVERYBODY))
                .toList();
    }

    private static Set<String> agents(String robotsTxt) {
        Set<String> agents = new HashSet<>();
        robotsTxt
                .lines()
                .forEach(line -> directive(line)
                        .filter(it -> it.field().equals("user-agent"))
                        .flatMap(it -> productToken(it.value()))
                        .ifPresent(agents::add));
        return agents;
    }

    private static List<RobotsLine> of(String robotsTxt) {
        List<RobotsLine> found = new ArrayList<>();
        Set<String> group = new HashSet<>();
        boolean naming = false;
        int number = 0;
        for (String line : robotsTxt.lines().toList()) {
            number++;
            Optional<Directive> directive = directive(line);
            if (directive.filter(it -> it.field().equals("user-agent")).isPresent()) {
                group = naming ? group : new HashSet<>();
                productToken(directive.get().value()).ifPresent(group::add);
                naming = true;
            } else if (directive.filter(Directive::isRule).isPresent()) {
                naming = false;
                add(found, number, line, group);
            }
        }
        return found;
    }

    private static void add(List<RobotsLine> found, int number, String line, Set<String> group) {
        String text = withoutComment(line).strip();
        byte[] alone = ("user-agent: *\n" + text).getBytes(StandardCharsets.UTF_8);
        new SimpleRobotRulesParser()
                .parseContent("http://robots.example/robots.txt", alone, "text/plain", List.of("gleaner"))
                .getRobotRules()
                .forEach(rule -> found.add(new RobotsLine(number, text, Set.copyOf(group), rule)));
    }

    private record Directive(String field, String value) {
        boolean isRule() {
            return field.equals("allow") || field.equals("disallow");
        }
    }

    private static Optional<Directive> directive(String line) {
        Matcher matcher = DIRECTIVE.matcher(withoutComment(line));
        return matcher.matches()
                ? Optional.of(new Directive(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2)))
                : Optional.empty();
    }

    private static String withoutComment(String line) {
        int comment = line.indexOf('#');
        String text = comment < 0 ? line : line.substring(0, comment);
        return text.replace("\uFEFF", "");
    }
}
