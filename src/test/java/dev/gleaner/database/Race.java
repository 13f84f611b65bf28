package dev.gleaner.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * More clients than servers ask at once, each something that only the right statement with its own parameter can answer.
 * So an answer that was meant for somebody else is seen, which an application would never notice.
 */
final class Race {
    private static final int CALLS = 600;
    /** How many different statements there are. */
    private static final int STATEMENTS = 16;
    /** From this length on, Vert.x does not cache a statement, and names none. */
    private static final int TOO_LONG_TO_CACHE = 2_048;

    private static final long PATIENCE = 30;

    private final Pool pool;
    private final int padding;
    private final Random dice = new Random(1);

    private Race(Pool pool, int padding) {
        this.pool = pool;
        this.padding = padding;
    }

    /** With statements of the usual length. */
    static Race ofShortStatements(Pool pool) {
        return new Race(pool, 0);
    }

    /** With statements that are too long for the driver's cache. */
    static Race ofLongStatements(Pool pool) {
        return new Race(pool, TOO_LONG_TO_CACHE);
    }

    /**
     * How it went.
     *
     * @param right the calls that got their own answer
     * @param wrong those that got another's, and no error
     * @param failed those that got an error, or nothing at all
     */
    record Tally(int right, int wrong, int failed) {
        /** The tally of a race that nobody lost. */
        static final Tally ALL_RIGHT = new Tally(CALLS, 0, 0);
    }

    /** One statement a call, with no transaction around it. */
    Tally outsideTransactions() {
        return run(question -> question.ask(pool));
    }

    /** Two different statements a call, in one transaction. */
    Tally insideTransactions() {
        return run(question -> pool.withTransaction(connection -> question.ask(connection)
                .compose(first -> question().ask(connection).map(both -> first && both))));
    }

    /** One statement a call with several rows of parameters. */
    Tally batches() {
        return run(question -> question.askBatch(pool));
    }

    private Tally run(Function<Question, Future<Boolean>> call) {
        List<CompletableFuture<Integer>> calls = IntStream.range(0, CALLS)
                .mapToObj(i -> call.apply(question())
                        .timeout(PATIENCE, TimeUnit.SECONDS)
                        .map(right -> right ? 0 : 1)
                        .otherwise(2)
                        .toCompletionStage()
                        .toCompletableFuture())
                .toList();
        int[] counts = new int[3];
        calls.forEach(it -> counts[it.join()]++);
        return new Tally(counts[0], counts[1], counts[2]);
    }

    private synchronized Question question() {
        return new Question(dice.nextInt(STATEMENTS), padding, Integer.toString(dice.nextInt()));
    }

    /** A statement of its own kind and a parameter of its own. */
    private record Question(int kind, int padding, String parameter) {
        private static final int BATCH = 4;

        Future<Boolean> ask(SqlClient client) {
            return client.preparedQuery(sql())
                    .execute(Tuple.of(parameter))
                    .map(rows -> answers(rows).equals(List.of(answerTo(parameter))));
        }

        Future<Boolean> askBatch(SqlClient client) {
            List<String> parameters =
                    IntStream.range(0, BATCH).mapToObj(i -> parameter + "." + i).toList();
            return client.preparedQuery(sql())
                    .executeBatch(parameters.stream().map(it -> Tuple.of(it)).toList())
                    .map(rows -> answers(rows)
                            .equals(parameters.stream().map(this::answerTo).toList()));
        }

        private String sql() {
            return "select cast($1 as text) || ' of kind " + kind + "'"
                    + (padding == 0 ? "" : " /*" + "-".repeat(padding) + "*/");
        }

        private String answerTo(String asked) {
            return asked + " of kind " + kind;
        }

        private static List<String> answers(RowSet<Row> first) {
            List<String> answers = new ArrayList<>();
            for (RowSet<Row> rows = first; rows != null; rows = rows.next()) {
                rows.forEach(row -> answers.add(row.getString(0)));
            }
            return answers;
        }
    }
}
