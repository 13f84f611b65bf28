package dev.gleaner.http;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A query parameter that a resource method declares.
 *
 * @param name as the client writes it
 * @param type of one value
 * @param many whether it may be given more than once
 */
record QueryParameter(String name, Class<?> type, boolean many) {
    /** An empty search field means no search; any other empty text is a mistake that would be taken for absence. */
    private static final String SEARCH = "q";

    static QueryParameter of(String name, Type declared) {
        Class<?> raw = raw(declared);
        boolean many = Collection.class.isAssignableFrom(raw) || raw.isArray();
        boolean wraps = many || raw == Optional.class;
        return new QueryParameter(name, wraps ? element(declared, raw) : raw, many);
    }

    /**
     * Passes values that the method can take.
     *
     * @throws ProblemException naming the parameter otherwise
     */
    void require(List<String> values) {
        if (!many && values.size() > 1) {
            throw ProblemException.invalid(name, "is given more than once");
        }
        values.forEach(this::requireOne);
    }

    private void requireOne(String value) {
        if (value.indexOf('\0') >= 0) {
            throw ProblemException.invalid(name, "must not contain a NUL character");
        }
        if (value.isEmpty() && type == String.class && !name.equals(SEARCH)) {
            throw ProblemException.invalid(name, "must not be empty");
        }
        if (!ValueKinds.reads(type)) {
            return;
        }
        try {
            ValueKinds.read(type, value);
        } catch (RuntimeException unreadable) {
            throw ProblemException.invalid(name, "must be " + ValueKinds.describe(type));
        }
    }

    private static Class<?> element(Type declared, Class<?> raw) {
        if (declared instanceof ParameterizedType generic) {
            return raw(generic.getActualTypeArguments()[0]);
        }
        return raw.isArray() ? raw.getComponentType() : Object.class;
    }

    private static Class<?> raw(Type type) {
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        }
        return type instanceof Class<?> plain ? plain : Object.class;
    }
}
