package dev.gleaner.workflow.pricefile;

import java.io.IOException;
import java.io.InputStream;

/** Something that can be read from its start, more than once. */
@FunctionalInterface
public interface Opening {

    /** A new stream over the bytes. */
    InputStream open() throws IOException;
}
