package dev.gleaner.identity;

/**
 * Who does something, as a value that may travel into a transaction.
 *
 * @param tenant whose rows are touched
 * @param name the account's address, or the key's name
 */
public record Actor(String tenant, String name) {}
