package dev.gleaner.http;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.RestQuery;

/** Which query parameters a resource method declares, itself and through its {@code @BeanParam} classes. */
final class QueryParameters {
    private final Map<String, QueryParameter> declared = new TreeMap<>();

    private QueryParameters() {}

    static QueryParameters of(Method method) {
        var parameters = new QueryParameters();
        for (Parameter parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                parameters.addFields(parameter.getType());
            } else {
                parameters.add(parameter, parameter.getName(), parameter.getParameterizedType());
            }
        }
        return parameters;
    }

    /**
     * Passes a query that the method can answer.
     *
     * @throws ProblemException naming the first parameter that it does not know or cannot read
     */
    void require(Map<String, List<String>> query) {
        query.forEach((name, values) -> {
            QueryParameter parameter = declared.get(name);
            if (parameter == null) {
                throw ProblemException.unknownFilter(name, "is not known here" + known());
            }
            parameter.require(values);
        });
    }

    private void addFields(Class<?> bean) {
        for (Class<?> type = bean; type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.isAnnotationPresent(BeanParam.class)) {
                    addFields(field.getType());
                } else {
                    add(field, field.getName(), field.getGenericType());
                }
            }
        }
    }

    private void add(AnnotatedElement element, String ownName, Type type) {
        RestQuery rest = element.getAnnotation(RestQuery.class);
        QueryParam query = element.getAnnotation(QueryParam.class);
        if (rest != null) {
            put(rest.value().isEmpty() ? ownName : rest.value(), type);
        } else if (query != null) {
            put(query.value(), type);
        }
    }

    private void put(String name, Type type) {
        declared.put(name, QueryParameter.of(name, type));
    }

    private String known() {
        return declared.isEmpty() ? "" : "; known are " + String.join(", ", declared.keySet());
    }
}
