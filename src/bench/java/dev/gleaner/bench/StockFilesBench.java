package dev.gleaner.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Price files from the folder into the database: found, read and checked row by row, entered, moved away. */
class StockFilesBench {
    private static final int FILES = 10;
    private static final int ROWS = 10_000;
    private static final LocalDate LAST = LocalDate.of(2024, 3, 15);
    private static final String COLUMNS = "tenant, stock_id, date, open, high, low, close, adj_close, volume, file_id";

    private static Path folder;
    private static Site site;
    private static GleanerService service;

    @BeforeAll
    static void start() throws IOException {
        folder = Files.createTempDirectory("bench-stocks");
        site = Site.start();
        service = GleanerService.start(
                site,
                it -> it.with("GLEANER_STOCKS_DIR", folder.toString())
                        .with("GLEANER_STOCKS_SETTLE", "0s")
                        .with("GLEANER_STOCKS_POLL", "100ms"));
    }

    @AfterAll
    static void stop() {
        service.close();
        site.close();
    }

    @Test
    void rows_per_second() {
        var sheet = new Sheet(
                "stocks",
                "Rows of price files per second, median",
                "contender",
                "rows per second, median (slowest–fastest)",
                "of COPY");
        sheet.attempt("Gleaner", () -> compare(sheet));
    }

    private static void compare(Sheet sheet) throws Exception {
        double load = Machine.load();
        List<Round> loaded = new ArrayList<>();
        List<Round> copied = new ArrayList<>();
        for (int round = -1; round < Championship.ROUNDS; round++) {
            double own = loaded(round);
            double copy = copied();
            System.out.printf("stock files: %,.0f rows/s, copy %,.0f%n", own, copy);
            if (round >= 0) {
                loaded.add(new Round(own, 0, 0));
                copied.add(new Round(copy, 0, 0));
            }
        }
        var own = new Result("Gleaner", loaded, "");
        var copy = new Result("COPY of the rows", copied, "");
        for (Result it : List.of(own, copy)) {
            sheet.row(
                    it.name(),
                    String.format(Locale.ROOT, "%,.0f (%,.0f–%,.0f)", it.median(), it.slowest(), it.fastest()),
                    String.format(Locale.ROOT, "%.2f", it.median() / copy.median()));
        }
        sheet.bars(FILES + " files of 10,000 rows", List.of(own, copy));
        sheet.note(Machine.of(service.superuser(), load, Championship.ROUNDS).sentence());
    }

    private static double loaded(int round) throws Exception {
        service.superuser().execute("truncate stock, price_file, attempt cascade");
        List<Path> written = new ArrayList<>();
        for (int file = 0; file < FILES; file++) {
            // another content each time, or it would be known
            written.add(Files.writeString(
                    folder.resolve("S" + (100 + file) + "_" + LAST + ".csv.part"), history(round * 1000L + file)));
        }
        Path raw = Files.createDirectories(folder.resolve("raw_responses"));
        long begun = System.nanoTime();
        for (Path part : written) {
            String name = part.getFileName().toString().replace(".part", "");
            Files.move(part, raw.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
        service.until("select count(*) = " + FILES + " from price_file where processing_status = 'COMPLETE'");
        double seconds = (System.nanoTime() - begun) / 1e9;
        String rows = service.superuser().ask("select count(*) from price");
        if (!rows.equals(Integer.toString(FILES * ROWS))) {
            throw new IllegalStateException(rows + " rows are there");
        }
        return FILES * ROWS / seconds;
    }

    /** A walk at random, backwards from the last day. */
    private static String history(long seed) {
        Random random = new Random(seed);
        StringBuilder csv = new StringBuilder("Date,Open,High,Low,Close,Adj Close,Volume\n");
        long cents = 5000 + random.nextInt(5000);
        for (int day = 0; day < ROWS; day++) {
            cents = Math.max(100, cents + random.nextInt(201) - 100);
            csv.append(LAST.minusDays(day)).append(',');
            csv.append(price(cents))
                    .append(',')
                    .append(price(cents + 50))
                    .append(',')
                    .append(price(cents - 50))
                    .append(',');
            csv.append(price(cents + 10)).append(',').append(price(cents + 10)).append(',');
            csv.append(100_000 + random.nextInt(900_000)).append('\n');
        }
        return csv.toString();
    }

    private static String price(long cents) {
        return cents / 100 + "." + cents % 100 / 10 + cents % 10;
    }

    /** The same rows, a file each, from files on the server. */
    private static double copied() throws SQLException {
        String file = service.superuser().ask("select current_setting('data_directory')") + "/bench-prices-";
        String[] stocks = service.superuser()
                .ask("select string_agg(distinct stock_id::text, ' ') from price")
                .split(" ");
        for (int i = 0; i < stocks.length; i++) {
            service.superuser()
                    .execute("copy (select " + COLUMNS + " from price where stock_id = '" + stocks[i]
                            + "' order by date) to '" + file + i + "'");
        }
        service.superuser().execute("truncate price");
        long begun = System.nanoTime();
        for (int i = 0; i < stocks.length; i++) {
            service.superuser().execute("copy price (" + COLUMNS + ") from '" + file + i + "'");
        }
        return FILES * ROWS / ((System.nanoTime() - begun) / 1e9);
    }
}
