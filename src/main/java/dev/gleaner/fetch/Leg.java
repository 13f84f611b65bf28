package dev.gleaner.fetch;

/** What came of one exchange: either the journey is at its end, or it goes on elsewhere. */
sealed interface Leg {

    /** The end of the journey. */
    record End(Fetched fetched) implements Leg {}

    /** A redirect. */
    record Onward(int status, String location) implements Leg {}
}
