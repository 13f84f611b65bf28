package dev.gleaner.markup;

import java.util.function.IntPredicate;

/**
 * A set of characters that every character of a text is looked up in. A table, because comparisons would be branches that no
 * processor can foresee: where the next word ends.
 */
public final class CharacterTable {
    private final boolean[] members = new boolean[Character.MAX_VALUE + 1];

    private CharacterTable() {}

    /** The characters of a text. */
    public static CharacterTable of(String characters) {
        return of(character -> characters.indexOf(character) >= 0);
    }

    /** The characters that a condition holds for. */
    public static CharacterTable of(IntPredicate condition) {
        CharacterTable table = new CharacterTable();
        for (int character = 0; character <= Character.MAX_VALUE; character++) {
            table.members[character] = condition.test(character);
        }
        return table;
    }

    /** Whether a character is one of them. */
    public boolean contains(char character) {
        return members[character];
    }

    /** The place of the next of them in a text, from a place on; the length of the text if there is none. */
    public int nextIn(String text, int from) {
        int place = from;
        while (place < text.length() && !members[text.charAt(place)]) {
            place++;
        }
        return place;
    }
}
