package dev.gleaner.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a JSON body in the client's words: fields, lines and allowed words, never our classes. */
final class JsonMistake {
    private JsonMistake() {}

    static ProblemException of(JacksonException broken) {
        if (broken.getCause() instanceof ProblemException ours) {
            return ours;
        }
        if (broken instanceof UnrecognizedPropertyException unknown) {
            return ProblemException.invalid(field(unknown), "is not known here");
        }
        if (broken instanceof InvalidFormatException format) {
            return ProblemException.invalid(field(format), unreadable(format));
        }
        if (broken instanceof InvalidNullException missing) {
            return ProblemException.invalid(field(missing), "must not be null");
        }
        if (broken instanceof MismatchedInputException mismatch) {
            return mismatch(mismatch);
        }
        return broken instanceof JsonMappingException mapping
                        && !mapping.getPath().isEmpty()
                ? ProblemException.invalid(field(mapping), "is not acceptable")
                : ProblemException.invalid("body", syntax(broken));
    }

    private static String unreadable(InvalidFormatException format) {
        return format.getTargetType() == String.class
                ? "must not contain a NUL character"
                : expected(format.getTargetType());
    }

    private static ProblemException mismatch(MismatchedInputException mismatch) {
        boolean atRoot = mismatch.getPath().isEmpty();
        // Jackson gives the trailing-token failure no type of its own
        if (atRoot && mismatch.getOriginalMessage().startsWith("Trailing token")) {
            return ProblemException.invalid("body", "has something after its end");
        }
        return ProblemException.invalid(field(mismatch), expected(mismatch.getTargetType()));
    }

    private static String syntax(JacksonException broken) {
        if (broken instanceof StreamConstraintsException) {
            return "is nested too deeply or has a name, number or text that is too long";
        }
        String what = broken.getOriginalMessage() != null
                        && broken.getOriginalMessage().startsWith("Duplicate field")
                ? "has a field twice"
                : "is not valid JSON";
        JsonLocation at = broken.getLocation();
        return at == null ? what : what + " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    /** The path as the client wrote it: {@code filter.ids[2]}. */
    private static String field(JsonMappingException broken) {
        var path = new StringBuilder();
        for (JsonMappingException.Reference step : broken.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    private static String expected(Class<?> type) {
        return type == null ? "is not acceptable" : "must be " + ValueKinds.describe(type);
    }
}
