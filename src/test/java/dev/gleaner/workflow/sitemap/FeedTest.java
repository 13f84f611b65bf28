package dev.gleaner.workflow.sitemap;

import static dev.gleaner.workflow.sitemap.Reading.document;
import static dev.gleaner.workflow.sitemap.Reading.urls;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.vocabulary.SitemapKind;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FeedTest {

    @Test
    void rss_names_its_articles() {
        SitemapDocument document = document("""
                <?xml version="1.0" encoding="UTF-8"?>
                <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">
                  <channel>
                    <title>News</title>
                    <link>https://shop.test/</link>
                    <atom:link href="https://shop.test/feed" rel="self"/>
                    <image><url>https://shop.test/logo.png</url><link>https://shop.test/logo</link></image>
                    <item>
                      <title>One</title>
                      <atom:link href="https://shop.test/not-this"/>
                      <link>https://shop.test/news/one?utm_source=rss</link>
                      <guid>https://shop.test/?p=1</guid>
                      <pubDate>Mon, 06 May 2024 07:08:09 +0200</pubDate>
                      <media:content url="https://shop.test/one.jpg"/>
                      <enclosure url="https://shop.test/one.mp3"/>
                    </item>
                    <item><guid isPermaLink="true">https://shop.test/news/two</guid></item>
                    <item><guid isPermaLink="false">https://shop.test/id/3</guid></item>
                    <item><guid>urn:4</guid></item>
                  </channel>
                </rss>
                """);

        assertThat(document.kind()).isEqualTo(SitemapKind.FEED);
        assertThat(urls(document)).containsExactly("https://shop.test/news/one", "https://shop.test/news/two");
        assertThat(document.entries().get(0).lastModified()).contains(Instant.parse("2024-05-06T05:08:09Z"));
        assertThat(document.rejected()).isEqualTo(2);
    }

    @Test
    void atom_names_its_articles_by_their_alternate_link() {
        SitemapDocument document = document("""
                <feed xmlns="http://www.w3.org/2005/Atom">
                  <link href="https://shop.test/"/>
                  <updated>2024-06-01T00:00:00Z</updated>
                  <entry>
                    <link rel="edit" href="https://shop.test/edit/1"/>
                    <link rel="alternate" type="text/html" href="/news/one"/>
                    <link rel="alternate" hreflang="de" href="/de/news/one"/>
                    <link rel="enclosure" href="https://shop.test/one.mp3"/>
                    <published>2024-05-01T00:00:00Z</published>
                    <updated>2024-05-02T03:04:05.678Z</updated>
                    <source><link href="https://other.test/"/><updated>2001-01-01T00:00:00Z</updated></source>
                  </entry>
                  <entry><published>2024-05-03T00:00:00Z</published><link href="/news/two"/></entry>
                </feed>
                """);

        assertThat(document.kind()).isEqualTo(SitemapKind.FEED);
        assertThat(urls(document)).containsExactly("https://shop.test/news/one", "https://shop.test/news/two");
        assertThat(document.entries().get(0).lastModified()).contains(Instant.parse("2024-05-02T03:04:05.678Z"));
        assertThat(document.entries().get(1).lastModified()).contains(Instant.parse("2024-05-03T00:00:00Z"));
    }

    @Test
    void rss_of_the_first_generation_is_read_too() {
        SitemapDocument document = document("""
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
                         xmlns:dc="http://purl.org/dc/elements/1.1/">
                  <channel rdf:about="https://shop.test/"><link>https://shop.test/</link>
                    <items><rdf:Seq><rdf:li resource="https://shop.test/x"/></rdf:Seq></items></channel>
                  <item rdf:about="https://shop.test/one">
                    <link>https://shop.test/one</link><dc:date>2004-05-06T07:08Z</dc:date>
                  </item>
                </rdf:RDF>
                """);

        assertThat(document.kind()).isEqualTo(SitemapKind.FEED);
        assertThat(urls(document)).containsExactly("https://shop.test/one");
        assertThat(document.entries().get(0).lastModified()).contains(Instant.parse("2004-05-06T07:08:00Z"));
    }

    @Test
    void a_broken_feed_gives_what_it_can() {
        SitemapDocument document = document("""
                <rss><channel><title>Fish & Chips</title>
                <item><title>A & B</title><link>https://shop.test/one?a=1&b=2</link></item>
                <item><link>https://shop.test/two</link>
                """);

        assertThat(urls(document)).containsExactly("https://shop.test/one?a=1&b=2", "https://shop.test/two");
        assertThat(document.problem()).isPresent();
    }
}
