-- Which version of a resource was read last, so that an unchanged one need not be read again: where it came from, how its
-- server recognises it, by which edition of our reader it was read, and under which lease.
alter table domain
    add column read_url       text,
    add column read_etag      text,
    add column read_modified  text,
    add column read_edition   integer,
    add column read_lease     bigint,
    -- JSON: the sitemaps that the last survey found by looking for them, with their own versions.
    add column found_sitemaps text;

alter table sitemap
    add column read_url      text,
    add column read_etag     text,
    add column read_modified text,
    add column read_edition  integer,
    add column read_lease    bigint,
    -- The index that names it, the first of them.
    add column index_id      uuid references sitemap (id) on delete set null;
create index on sitemap (index_id) where index_id is not null;

alter table page
    add column read_url      text,
    add column read_etag     text,
    add column read_modified text,
    add column read_edition  integer,
    add column read_lease    bigint;
