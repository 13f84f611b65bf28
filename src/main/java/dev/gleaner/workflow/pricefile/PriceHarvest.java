package dev.gleaner.workflow.pricefile;

import dev.gleaner.database.JsonRows;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.workflow.price.DayPrice;
import dev.gleaner.workflow.price.PriceEvent;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gathers the rows of one table: good ones to be loaded, others with their reasons. Lives as long as one reading. */
final class PriceHarvest {
    private static final int PIECE = 5000;
    private static final int MOST_REJECTIONS = 1000;
    private static final int MOST_NOTES = 20;

    /** Day numbers start here: no exchange is older, and a bit set needs a beginning. */
    private static final LocalDate FIRST_DAY = LocalDate.of(1600, 1, 1);

    private final JsonRows json;
    private final PriceDates dates;
    private final LocalDate today;
    private final Columns columns;
    private final PriceNumbers numbers;
    private final DayCheck check;

    private final List<String> pieces = new ArrayList<>();
    private final List<DayPrice> piece = new ArrayList<>();
    private final BitSet days = new BitSet();
    private final Set<PriceEvent> events = new LinkedHashSet<>();
    private final Set<String> eventDays = new HashSet<>();
    private final List<Rejection> rejected = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int rows;
    private int rejectedCount;
    private LocalDate latest;

    PriceHarvest(
            JsonRows json, PriceDates dates, LocalDate today, Columns columns, PriceNumbers numbers, DayCheck check) {
        this.json = json;
        this.dates = dates;
        this.today = today;
        this.columns = columns;
        this.numbers = numbers;
        this.check = check;
        if (!columns.ignored().isEmpty()) {
            note("Columns that mean nothing here: " + String.join(", ", columns.ignored()));
        }
    }

    /** Takes a row; says why if it is not taken. */
    void add(long line, List<String> row) throws IOException {
        String written = Columns.cell(row, columns.date());
        Optional<LocalDate> day = dates.read(written);
        if (day.isEmpty()) {
            reject(line, "there is no date in “" + shortened(written) + "”");
        } else if (day.get().isAfter(today) || day.get().isBefore(FIRST_DAY)) {
            reject(line, day.get() + " is not a day of the past");
        } else {
            add(line, day.get(), row);
        }
    }

    /** Whether a row has something where a date should be; footnotes have not. */
    boolean isDated(List<String> row) throws IOException {
        return dates.read(Columns.cell(row, columns.date())).isPresent();
    }

    private void add(long line, LocalDate day, List<String> row) {
        String words = words(row);
        if (PriceEvents.isOne(words)) {
            PriceEvents.read(day, words, numbers)
                    .ifPresentOrElse(
                            event -> add(line, event),
                            () -> note(day + ": an event that is neither dividend nor split: " + shortened(words)));
            return;
        }
        PriceEvents.dividend(day, Columns.cell(row, columns.dividend()), numbers)
                .ifPresent(event -> add(line, event));
        PriceEvents.split(day, Columns.cell(row, columns.split()), numbers).ifPresent(event -> add(line, event));
        addPrice(line, day, row);
    }

    private void addPrice(long line, LocalDate day, List<String> row) {
        int number = (int) (day.toEpochDay() - FIRST_DAY.toEpochDay());
        if (days.get(number)) {
            reject(line, "there is a row for " + day + " already");
            return;
        }
        try {
            DayPrice price = check.require(day, row, columns, numbers);
            days.set(number);
            rows++;
            latest = latest == null || day.isAfter(latest) ? day : latest;
            piece.add(price);
            if (piece.size() == PIECE) {
                flush();
            }
        } catch (DayCheck.Refused reason) {
            reject(line, reason.getMessage());
        }
    }

    private void add(long line, PriceEvent event) {
        if (eventDays.add(event.date() + " " + event.kind())) {
            events.add(event);
        } else if (!events.contains(event)) {
            reject(line, "there is another " + event.kind() + " of " + event.date() + " already");
        }
    }

    private String words(List<String> row) {
        List<String> others = new ArrayList<>(row);
        if (columns.date() < others.size()) {
            others.remove(columns.date());
        }
        return String.join(" ", others);
    }

    private void reject(long line, String reason) {
        rejectedCount++;
        if (rejected.size() < MOST_REJECTIONS) {
            rejected.add(new Rejection(line, reason));
        }
    }

    private void note(String text) {
        if (notes.size() < MOST_NOTES) {
            notes.add(text);
        }
    }

    private void flush() {
        if (!piece.isEmpty()) {
            pieces.add(json.of(piece));
            piece.clear();
        }
    }

    /** All of it; unusable if there is not a single row to be loaded. */
    Reading end() {
        flush();
        PriceTable table = new PriceTable(
                rows, List.copyOf(pieces), events.size(), json.of(events), latest, rejected, rejectedCount, notes);
        return rows == 0 && events.isEmpty()
                ? new Reading.Unusable(ErrorCode.NO_PRICES, whyNone(), false, table)
                : new Reading.Prices(table);
    }

    private String whyNone() {
        if (rejectedCount == 0) {
            return "The table has no rows";
        }
        Rejection first = rejected.get(0);
        return "None of " + rejectedCount + " rows can be used; line " + first.line() + ": " + first.reason();
    }

    /** How many rows there were so far, good or not. */
    int seen() {
        return rows + rejectedCount + events.size();
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
