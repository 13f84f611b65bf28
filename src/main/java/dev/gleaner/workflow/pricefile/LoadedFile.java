package dev.gleaner.workflow.pricefile;

/**
 * What phase two found in a file.
 *
 * @param content what was read: a file may have been replaced since it was announced
 */
record LoadedFile(Fingerprint content, PriceTable table) {}
