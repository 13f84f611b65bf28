package dev.gleaner.workflow.sitemap;

import dev.gleaner.vocabulary.SitemapKind;
import java.io.IOException;
import java.io.Reader;

/** One way through a document, from its first character as far as it makes sense. */
interface Pass {

    /**
     * Hands what it finds to the harvest, also when it fails later.
     *
     * @throws BrokenDocument where the document makes no sense any more
     */
    void read(Reader text) throws IOException;

    /** The kind that the document turned out to be. */
    SitemapKind kind();
}
