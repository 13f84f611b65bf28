package dev.gleaner.redaction;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** What is told of a throwable whose words, or whose causes' words, hold a secret: the same without it. */
final class RedactedThrowable extends Throwable {
    private static final long serialVersionUID = 1;

    private final String words;

    private RedactedThrowable(Throwable original, Throwable cause) {
        super(null, cause);
        this.words = Redaction.of(String.valueOf(original));
        setStackTrace(original.getStackTrace());
    }

    /** The throwable itself if there is nothing to hide. */
    static Throwable of(Throwable original) {
        return holdsSecrets(original, seen()) ? redacted(original, seen()) : original;
    }

    private static boolean holdsSecrets(Throwable at, Set<Throwable> seen) {
        if (at == null || !seen.add(at)) {
            return false;
        }
        String words = String.valueOf(at);
        boolean below = holdsSecrets(at.getCause(), seen);
        for (Throwable other : at.getSuppressed()) {
            below |= holdsSecrets(other, seen);
        }
        return below || !Redaction.of(words).equals(words);
    }

    private static Throwable redacted(Throwable at, Set<Throwable> seen) {
        if (at == null || !seen.add(at)) {
            return null;
        }
        var told = new RedactedThrowable(at, redacted(at.getCause(), seen));
        for (Throwable other : at.getSuppressed()) {
            Throwable otherTold = redacted(other, seen);
            if (otherTold != null) {
                told.addSuppressed(otherTold);
            }
        }
        return told;
    }

    private static Set<Throwable> seen() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    @Override
    public String toString() {
        return words;
    }

    @Override
    public String getMessage() {
        int end = words.indexOf(": ");
        return end < 0 ? null : words.substring(end + 2);
    }
}
