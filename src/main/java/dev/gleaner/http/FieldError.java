package dev.gleaner.http;

/**
 * What is wrong with one field, parameter or body of a request.
 *
 * @param field its name as the client wrote it, with its place in lists: {@code ids[3]}
 * @param message a sentence for a person
 */
public record FieldError(String field, String message) {}
