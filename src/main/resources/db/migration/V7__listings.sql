-- Which sitemap lists a page, so that one that no sitemap lists any more can be told from one that moved.
-- A page knows the sitemap it belongs to and when that listed it last; the few that other sitemaps list as well have a
-- row for each of those.
alter table page
    add column listed_at   timestamptz,
    add column vanished_at timestamptz;

create table page_also_listed (
    page_id    uuid        not null references page (id) on delete cascade,
    sitemap_id uuid        not null references sitemap (id) on delete cascade,
    listed_at  timestamptz not null,

    primary key (page_id, sitemap_id)
);
create index on page_also_listed (sitemap_id);

-- What a sitemap says beside its addresses: pictures, videos, news and translations are counted and are no pages.
alter table sitemap
    add column image_count       integer,
    add column video_count       integer,
    add column news_count        integer,
    add column translation_count integer;
