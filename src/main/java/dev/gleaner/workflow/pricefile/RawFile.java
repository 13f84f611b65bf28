package dev.gleaner.workflow.pricefile;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * A file as it lies in a raw folder.
 *
 * @param isSettled whether it has been left alone for long enough to be whole
 */
record RawFile(String tenant, FileName name, Path path, long size, FileTime modified, boolean isSettled) {}
