package dev.gleaner.workflow.pricefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.gleaner.database.RowsForTests;
import dev.gleaner.fixture.HistoryPage;
import dev.gleaner.vocabulary.ErrorCode;
import dev.gleaner.workflow.price.Symbol;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PriceReaderTest {
    private static final Symbol ACME = new Symbol("ACME");
    private static final LocalDate MARCH = LocalDate.of(2024, 3, 15);
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
    private static final PriceReader READER = new PriceReader(
            RowsForTests.with(JSON), Clock.fixed(Instant.parse("2026-01-05T22:00:00Z"), ZoneOffset.UTC));

    @Test
    void a_quarter_with_a_dividend_is_read_to_the_last_digit() {
        HistoryPage page = HistoryPage.of(MARCH, 63).with(LocalDate.of(2024, 2, 9), "0.24 Dividend");

        for (String html : List.of(page.marked(), page.explained())) {
            PriceTable table = prices(html);

            assertSame(table, page);
            assertThat(table.events()).isEqualTo("[{\"date\":\"2024-02-09\",\"kind\":\"DIVIDEND\",\"amount\":0.24}]");
            assertThat(table.rejected()).isEmpty();
        }
    }

    @Test
    void fifteen_years_with_two_splits_are_read_to_the_last_digit() {
        HistoryPage page = HistoryPage.of(LocalDate.of(2024, 6, 14), 3764)
                .with(LocalDate.of(2022, 8, 25), "3:1 Stock Splits")
                .with(LocalDate.of(2020, 8, 31), "5:1 Stock Split");

        for (String html : List.of(page.marked(), page.explained())) {
            PriceTable table = prices(html);

            assertSame(table, page);
            assertThat(rows(List.of(table.events())))
                    .extracting(event -> event.get("date") + " " + event.get("kind") + " " + event.get("ratio"))
                    .containsExactly("2022-08-25 SPLIT 3:1", "2020-08-31 SPLIT 5:1");
        }
    }

    @Test
    void a_page_may_have_a_single_row() {
        HistoryPage page = HistoryPage.of(MARCH, 1);

        assertSame(prices(page.marked()), page);
    }

    private static void assertSame(PriceTable table, HistoryPage page) {
        List<Map<String, Object>> rows = rows(table.prices());
        HistoryPage.Day first = page.days().get(0);
        HistoryPage.Day last = page.days().get(page.days().size() - 1);
        assertThat(table.rows()).isEqualTo(page.days().size()).isEqualTo(rows.size());
        assertThat(table.latest()).isEqualTo(first.date());
        assertThat(rows.get(0).toString()).isEqualTo(shown(first));
        assertThat(rows.get(rows.size() - 1).toString()).isEqualTo(shown(last));
        assertThat(rows.stream()
                        .mapToLong(row -> ((Number) row.get("volume")).longValue())
                        .sum())
                .isEqualTo(page.volume());
    }

    private static String shown(HistoryPage.Day day) {
        return "{date=" + day.date() + ", open=" + day.open() + ", high=" + day.high() + ", low=" + day.low()
                + ", close=" + day.close() + ", adjClose=" + day.adjClose() + ", volume=" + day.volume() + "}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " # ",
            quoteCharacter = '~',
            value = {
                "Date,Open,High,Low,Close,Volume # 2024-03-15,1.10,1.30,1.00,1.20,500",
                "Date,Open,High,Low,Close,Adj Close,Volume # 2024-03-15,1.10,1.30,1.00,1.20,1.19,500",
                "timestamp,open,high,low,close,adjusted_close,volume,dividend_amount,split_coefficient # 2024-03-15,1.10,1.30,1.00,1.20,1.2,500,0.0000,1.0",
                "Date,Close/Last,Volume,Open,High,Low # 03/15/2024,$1.20,500,$1.10,$1.30,$1.00",
                "Date;Open;High;Low;Close;Volume # 15.03.2024;1,10;1,30;1,00;1,20;500",
                "Date\tOpen\tHigh\tLow\tClose\tVolume # 20240315\t1.10\t1.30\t1.00\t1.20\t500",
                "\"Date\",\"Price\",\"Open\",\"High\",\"Low\",\"Vol.\",\"Change %\" # \"03/15/2024\",\"1.20\",\"1.10\",\"1.30\",\"1.00\",\"0.50K\",\"-1.2%\"",
                "<DATE>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL> # 20240315,1.10,1.30,1.00,1.20,500"
            })
    void csv_is_read_by_its_header_whatever_the_provider(String header, String row) {
        PriceTable table = prices(header + "\n" + row + "\n");

        assertThat(rows(table.prices())).singleElement().satisfies(price -> {
            assertThat(price.get("date")).isEqualTo("2024-03-15");
            assertThat(price.get("open") + " " + price.get("high") + " " + price.get("low") + " " + price.get("close"))
                    .isEqualTo("1.10 1.30 1.00 1.20");
            assertThat(price.get("volume")).isEqualTo(500);
        });
        assertThat(table.eventCount()).isZero();
    }

    @Test
    void columns_that_say_what_happened_are_events() {
        PriceTable table = prices("""
                timestamp,open,high,low,close,adjusted_close,volume,dividend_amount,split_coefficient
                2024-03-15,1.1,1.3,1.0,1.2,1.2,500,0.2600,1.0
                2024-03-14,1.1,1.3,1.0,1.2,1.2,500,0.0,3.0
                2024-03-13,1.1,1.3,1.0,1.2,1.2,500,0.0,0.1
                """);

        assertThat(table.events())
                .isEqualTo("[{\"date\":\"2024-03-15\",\"kind\":\"DIVIDEND\",\"amount\":0.2600},"
                        + "{\"date\":\"2024-03-14\",\"kind\":\"SPLIT\",\"ratio\":\"3:1\"},"
                        + "{\"date\":\"2024-03-13\",\"kind\":\"SPLIT\",\"ratio\":\"1:10\"}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mar 15, 2024",
                "Mar 15 2024",
                "March 15, 2024",
                "Fri, Mar 15, 2024",
                "2024-03-15",
                "2024/03/15",
                "20240315",
                "15-Mar-24",
                "15-Mar-2024",
                "15 Mar 2024",
                "15.03.2024",
                "03/15/2024",
                "15/03/2024",
                "3/15/24",
                "2024-03-15T00:00:00",
                "2024-03-15 16:00:00-04:00"
            })
    void dates_are_read_in_the_usual_forms(String written) {
        assertThat(rows(prices("Date;Open;High;Low;Close\n" + written + ";2;3;1;2\n")
                        .prices()))
                .extracting(row -> row.get("date"))
                .containsExactly("2024-03-15");
    }

    @Test
    void which_part_of_a_date_is_the_month_is_settled_by_the_whole_file() {
        String header = "Date,Open,High,Low,Close\n";

        assertThat(days(header + "04/03/2024,2,3,1,2\n29/02/2024,2,3,1,2\n"))
                .containsExactly("2024-03-04", "2024-02-29");
        assertThat(days(header + "04/03/2024,2,3,1,2\n02/29/2024,2,3,1,2\n"))
                .containsExactly("2024-04-03", "2024-02-29");
        assertThat(days(header + "04/03/2024,2,3,1,2\n")).containsExactly("2024-04-03");
    }

    private static List<Object> days(String csv) {
        return rows(prices(csv).prices()).stream().map(row -> row.get("date")).toList();
    }

    @Test
    void what_no_day_can_be_is_rejected_with_its_line_and_the_rest_is_loaded() {
        PriceTable table = prices("""
                Date,Open,High,Low,Close,Volume
                2024-03-01,10,12,9,11,100
                2024-03-04,10,8,9,9,100
                2024-03-05,13,12,9,11,100
                2024-03-06,10,12,9,8.99,100
                2024-03-07,-,-,-,-,-
                2024-03-08,NaN,12,9,11,100
                2024-03-11,-37.63,12,-40,11,100
                2024-03-12,10,12,9,11,0
                2024-03-01,10,12,9,11,100
                2031-03-13,10,12,9,11,100
                someday,10,12,9,11,100
                2024-03-14,"1,000.50","1,200.00",900,"1,100",1.2M
                """);

        assertThat(table.rows()).isEqualTo(2);
        assertThat(table.rejectedCount()).isEqualTo(10);
        assertThat(table.rejected())
                .extracting(rejection -> rejection.line() + " " + rejection.reason())
                .containsExactly(
                        "3 high 8 is below low 9",
                        "4 open 13 is not between low 9 and high 12",
                        "5 close 8.99 is not between low 9 and high 12",
                        "6 open is missing",
                        "7 open is no number: NaN",
                        "8 open is negative: -37.63",
                        "9 volume is 0: nothing was traded",
                        "10 there is a row for 2024-03-01 already",
                        "11 2031-03-13 is not a day of the past",
                        "12 there is no date in “someday”");
        assertThat(rows(table.prices()).get(1).toString())
                .isEqualTo("{date=2024-03-14, open=1000.50, high=1200.00, low=900, close=1100, adjClose=null,"
                        + " volume=1200000}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"^GSPC", "EURUSD=X"})
    void nobody_counts_how_often_an_index_or_a_currency_changes_hands(String symbol) {
        String csv = "Date,Open,High,Low,Close,Volume\n2024-03-01,10,12,9,11,0\n2024-03-04,10,12,9,11,-\n";

        assertThat(rows(((Reading.Prices) read(new Symbol(symbol), csv)).table().prices()))
                .extracting(row -> row.get("volume"))
                .containsExactly(0, null);
    }

    @Test
    void columns_that_mean_nothing_are_noted() {
        assertThat(prices("Date,Open,High,Low,Close,Trades,Mood\n2024-03-01,10,12,9,11,7,good\n")
                        .notes())
                .containsExactly("Columns that mean nothing here: Trades, Mood");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            value = {
                "Name,Price\\nApple,3 => UNKNOWN_COLUMNS => false",
                "<table><tr><th>Name</th></tr><tr><td>x</td></tr></table> => UNKNOWN_COLUMNS => false",
                "Date,Open,High,Low,Close,Volume => NO_PRICES => false",
                "<table><tr><th>Date</th><th>Open</th><th>High</th><th>Low</th><th>Close*</th></tr></table> => NO_PRICES => false",
                "Date,Open,High,Low,Close\\n2024-03-01,-,-,-,- => NO_PRICES => false",
                "No data => NO_PRICES => false",
                "Exceeded the daily hits limit => QUOTA_EXHAUSTED => true",
                "{\"Note\": \"Thank you. Our standard call frequency is 5 calls per minute.\"} => QUOTA_EXHAUSTED => true",
                "{\"Error Message\": \"Invalid API call.\"} => UNKNOWN_SYMBOL => false",
                "<html><body>Down for maintenance</body></html> => UNSUPPORTED_CONTENT => false",
                "<title>Too Many Requests</title> => QUOTA_EXHAUSTED => true"
            })
    void what_has_no_prices_says_why(String content, ErrorCode code, boolean busy) {
        Reading.Unusable unusable = (Reading.Unusable) read(ACME, content.replace("\\n", "\n"));

        assertThat(unusable.code()).isEqualTo(code);
        assertThat(unusable.isBusy()).isEqualTo(busy);
        assertThat(unusable.message()).isNotBlank();
    }

    @Test
    void a_page_that_looks_for_symbols_is_an_unknown_symbol() {
        assertThat(((Reading.Unusable) read(ACME, HistoryPage.lookup("ACME"))).code())
                .isEqualTo(ErrorCode.UNKNOWN_SYMBOL);
    }

    /** The text had been read again for each of them: three quarters of a minute. */
    @Test
    void headings_in_headings_cost_no_more_than_their_text() {
        String page = "<h2><div>".repeat(300) + "no results ".repeat(200_000);

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> read(ACME, page));
    }

    @Test
    void an_empty_file_has_no_prices() {
        assertThat(((Reading.Unusable) read(ACME, " \n")).code()).isEqualTo(ErrorCode.NO_PRICES);
    }

    @Test
    void byte_order_marks_are_no_part_of_the_header() {
        String csv = "\ufeffDate,Open,High,Low,Close\n2024-03-01,10,12,9,11\n";

        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertThat(((Reading.Prices) read(ACME, csv.getBytes(charset)))
                            .table()
                            .rows())
                    .isEqualTo(1);
        }
    }

    @Test
    void sixty_thousand_rows_take_no_room_while_they_are_read() throws IOException {
        int rows = 60_000;

        Reading reading = READER.read(ACME, () -> new EndlessTable(rows));

        PriceTable table = ((Reading.Prices) reading).table();
        assertThat(table.rows()).isEqualTo(rows);
        assertThat(table.prices()).hasSize(rows / 5000);
    }

    /** Rows that are made while they are read: days since 1861. */
    private static final class EndlessTable extends InputStream {
        private final int rows;
        private int row = -1;
        private byte[] piece = new byte[0];
        private int at;

        EndlessTable(int rows) {
            this.rows = rows;
        }

        @Override
        public int read() {
            while (at == piece.length) {
                if (row > rows) {
                    return -1;
                }
                piece = next().getBytes(StandardCharsets.US_ASCII);
                at = 0;
                row++;
            }
            return piece[at++];
        }

        private String next() {
            if (row < 0) {
                return "<table><tr><th>Date</th><th>Open</th><th>High</th><th>Low</th><th>Close</th></tr>\n";
            }
            return row == rows
                    ? "</table>"
                    : "<tr><td>" + LocalDate.of(1861, 1, 1).plusDays(row)
                            + "</td><td>2</td><td>3</td><td>1</td><td>2</td></tr>\n";
        }
    }

    private static PriceTable prices(String content) {
        Reading reading = read(ACME, content);
        assertThat(reading).isInstanceOf(Reading.Prices.class);
        return ((Reading.Prices) reading).table();
    }

    private static Reading read(Symbol symbol, String content) {
        return read(symbol, content.getBytes(StandardCharsets.UTF_8));
    }

    private static Reading read(Symbol symbol, byte[] content) {
        try {
            return READER.read(symbol, () -> new ByteArrayInputStream(content));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static List<Map<String, Object>> rows(List<String> pieces) {
        List<Map<String, Object>> rows = new ArrayList<>();
        pieces.forEach(piece -> {
            try {
                rows.addAll(JSON.copy()
                        .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .readValue(piece, new TypeReference<>() {}));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
        return rows;
    }
}
