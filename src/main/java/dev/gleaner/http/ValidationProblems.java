package dev.gleaner.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Broken Bean Validation constraints on what a client sent; those on what we return are surprises. */
@ApplicationScoped
class ValidationProblems implements ProblemTranslation {

    @Override
    public Optional<ProblemException> translate(Throwable failure) {
        if (failure instanceof ConstraintViolationException broken
                && broken.getConstraintViolations() != null
                && !broken.getConstraintViolations().isEmpty()
                && broken.getConstraintViolations().stream().noneMatch(ValidationProblems::isOurs)) {
            return Optional.of(ProblemException.invalid(errors(broken)));
        }
        return Optional.empty();
    }

    private static List<FieldError> errors(ConstraintViolationException broken) {
        return broken.getConstraintViolations().stream()
                .map(violation -> new FieldError(field(violation), violation.getMessage()))
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
                .toList();
    }

    private static boolean isOurs(ConstraintViolation<?> violation) {
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.RETURN_VALUE) {
                return true;
            }
        }
        return false;
    }

    /** The path without the method and, where a property follows, without the parameter: as the client wrote it. */
    private static String field(ConstraintViolation<?> violation) {
        var names = new StringBuilder();
        String parameter = "body";
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.PARAMETER) {
                parameter = node.getName();
            } else if (node.getKind() == ElementKind.PROPERTY || node.getKind() == ElementKind.CONTAINER_ELEMENT) {
                append(names, node);
            }
        }
        return names.isEmpty() ? parameter : names.toString();
    }

    private static void append(StringBuilder names, Path.Node node) {
        if (node.isInIterable()) {
            names.append('[')
                    .append(node.getIndex() == null ? "" : node.getIndex())
                    .append(']');
        }
        if (node.getKind() == ElementKind.PROPERTY) {
            names.append(names.isEmpty() ? "" : ".").append(node.getName());
        }
    }
}
