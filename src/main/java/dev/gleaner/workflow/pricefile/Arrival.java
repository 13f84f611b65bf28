package dev.gleaner.workflow.pricefile;

/**
 * A file that lies in a raw folder and is to be loaded.
 *
 * @param tenant whose it is
 * @param name how it is called
 * @param content what is in it
 */
public record Arrival(String tenant, FileName name, Fingerprint content) {}
