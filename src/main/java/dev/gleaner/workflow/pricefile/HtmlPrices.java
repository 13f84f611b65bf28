package dev.gleaner.workflow.pricefile;

import dev.gleaner.vocabulary.ErrorCode;
import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;

/**
 * Reads the history table of a page, whichever it is among the page's tables. Row by row, and each is forgotten when it was
 * read: a table of 60,000 rows takes no more room than one of ten.
 */
final class HtmlPrices {
    private static final Set<String> HEADINGS = Set.of("title", "h1", "h2", "h3");
    /** What is read of headings, in characters: each may stand in another one, and its text counts in both. */
    private static final long MOST_HEADINGS = 1_000_000;

    private static final Pattern LOOKUP = Pattern.compile(
            "symbol lookup|symbols? similar to|no (?:results|symbols?|matches) (?:found|for)"
                    + "|(?:invalid|unknown) (?:ticker )?symbol|symbol(?: \\S{1,20})? (?:was |could )?not (?:be )?found|symbol wasn.t found",
            Pattern.CASE_INSENSITIVE);

    private final PriceReader.Harvests harvests;
    private PriceHarvest harvest;
    private Element table;
    private long line;
    private boolean lookup;
    private boolean busy;
    private boolean tables;
    private long headings;

    HtmlPrices(PriceReader.Harvests harvests) {
        this.harvests = harvests;
    }

    Reading read(Reader text) throws IOException {
        try (StreamParser parser = new StreamParser(Parser.htmlParser()).parse(text, "")) {
            Iterator<Element> elements = parser.iterator();
            boolean over = false;
            while (!over && elements.hasNext()) {
                over = take(elements.next());
            }
        }
        return verdict();
    }

    /** Takes the next element that is complete; true if no more are needed. */
    private boolean take(Element element) throws IOException {
        String name = element.normalName();
        if (HEADINGS.contains(name) && headings < MOST_HEADINGS) {
            String heading = element.text();
            headings += heading.length() + 1;
            lookup |= LOOKUP.matcher(heading).find();
            busy |= PriceReader.isBusy(heading);
        } else if (name.equals("tr")) {
            tables = true;
            row(element);
            forget(element);
        } else if (element == table) {
            return harvest.seen() > 0;
        }
        return false;
    }

    private void row(Element row) throws IOException {
        List<String> cells = row.children().stream()
                .filter(cell -> cell.nameIs("td") || cell.nameIs("th"))
                .map(Element::text)
                .toList();
        Element around = row.closest("table");
        if (harvest == null || harvest.seen() == 0 && around != table) {
            Optional<Columns> columns = Columns.of(cells);
            if (columns.isPresent()) {
                harvest = harvests.begin(columns.get(), false);
                table = around;
                line = 1;
            }
        } else if (around == table) {
            line++;
            data(row, cells);
        }
    }

    /** A footnote or a headline between rows has one cell; a row whose date is broken has more. */
    private void data(Element row, List<String> cells) throws IOException {
        boolean repeatsHeader = row.children().stream().allMatch(cell -> cell.nameIs("th"))
                && Columns.of(cells).isPresent();
        if (!repeatsHeader && (cells.size() > 2 || harvest.isDated(cells))) {
            harvest.add(line, cells);
        }
    }

    private static void forget(Element row) {
        for (Node before = row.previousSibling(); before instanceof TextNode; before = row.previousSibling()) {
            before.remove();
        }
        row.empty();
        Node previous = row.previousSibling();
        if (previous != null) {
            previous.remove();
        }
    }

    private Reading verdict() {
        if (harvest != null) {
            return harvest.end();
        } else if (lookup) {
            return Reading.Unusable.of(ErrorCode.UNKNOWN_SYMBOL, "This is a page that looks for symbols");
        } else if (busy) {
            return PriceReader.busy();
        } else if (tables) {
            return Reading.Unusable.of(
                    ErrorCode.UNKNOWN_COLUMNS, "No table of it has a date, an open, a high, a low and a close");
        }
        return Reading.Unusable.of(ErrorCode.UNSUPPORTED_CONTENT, "The page has no table");
    }
}
