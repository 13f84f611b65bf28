package dev.gleaner.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Bars that lie one below the other, as SVG: readable on light and on dark ground. */
final class BarChart {
    private static final int WIDTH = 760;
    private static final int NAMES = 200;
    private static final int BAR = 16;
    private static final int GAP = 6;
    private static final int HEAD = 44;

    private BarChart() {}

    static String of(String title, Map<String, List<Result>> contests) {
        double longest = contests.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Result::median)
                .max()
                .orElse(1);
        StringBuilder bars = new StringBuilder();
        int y = HEAD;
        for (Map.Entry<String, List<Result>> contest : contests.entrySet()) {
            bars.append(text(8, y + 12, "font-weight=\"bold\"", contest.getKey()));
            y += BAR + GAP;
            for (Result result : contest.getValue()) {
                bars.append(bar(result, y, longest));
                y += BAR + GAP;
            }
            y += GAP * 2;
        }
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                                + " font-family=\"sans-serif\" font-size=\"13\">%n"
                                + "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n",
                        WIDTH,
                        y,
                        WIDTH,
                        y)
                + text(8, 22, "font-size=\"15\" font-weight=\"bold\"", title)
                + bars
                + "</svg>\n";
    }

    private static String bar(Result result, int y, double longest) {
        double room = WIDTH - NAMES - 80;
        double width = Math.max(1, result.median() / longest * room);
        String colour = result.name().startsWith("Gleaner")
                ? "#2f7d4f"
                : result.name().startsWith("bare") ? "#b8b8b8" : "#7a8fb0";
        return text(8, y + 12, "", result.name())
                + String.format(
                        Locale.ROOT,
                        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
                        NAMES,
                        y,
                        width,
                        BAR,
                        colour)
                + text(
                        (int) (NAMES + width + 6),
                        y + 12,
                        "",
                        result.hasFailed() ? "failed" : String.format(Locale.ROOT, "%,.0f", result.median()));
    }

    private static String text(int x, int y, String style, String words) {
        return String.format("<text x=\"%d\" y=\"%d\" fill=\"#222222\" %s>%s</text>%n", x, y, style, words);
    }
}
