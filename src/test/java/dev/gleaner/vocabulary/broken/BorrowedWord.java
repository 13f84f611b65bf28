package dev.gleaner.vocabulary.broken;

import com.fasterxml.jackson.annotation.JsonValue;

/** A word that needs a library to be understood. */
class BorrowedWord {
    @JsonValue
    String word;
}
