package dev.gleaner.workflow.page;

import java.util.List;

/**
 * What a page says about itself. Texts are null if the page does not say.
 *
 * @param title of the document
 * @param description for search engines
 * @param h1 the first headline with words in it
 * @param canonicalUrl the address that the page itself calls its canonical one
 * @param language BCP 47
 * @param wordCount words that a reader sees, menus and footers included
 * @param links how many addresses the page links to
 * @param structuredData type names of JSON-LD, microdata and RDFa, each once
 * @param text the main part, without menus, headers and footers; one line per block
 */
public record PageContent(
        String title,
        String description,
        String h1,
        String canonicalUrl,
        String language,
        int wordCount,
        Links links,
        List<String> structuredData,
        String text) {

    /**
     * Different addresses that a page links to.
     *
     * @param internal on the same site
     * @param external elsewhere on the web
     */
    public record Links(int internal, int external) {}
}
