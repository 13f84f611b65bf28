package dev.gleaner.workflow.sitemap;

/**
 * What a sitemap says beside its addresses. None of it is a page, however much it looks like one.
 *
 * @param images pictures on its pages
 * @param videos videos on its pages
 * @param news its pages that are news articles
 * @param translations its pages in other languages
 */
public record Extensions(int images, int videos, int news, int translations) {
    /** Of most sitemaps. */
    static final Extensions NONE = new Extensions(0, 0, 0, 0);

    Extensions plus(Extensions more) {
        return new Extensions(
                images + more.images, videos + more.videos, news + more.news, translations + more.translations);
    }
}
