-- What keeps lists, searches and counts away from scanning whole tables.

-- Every table of work: how much waits and since when, and how much has come to what end.
do $$
declare
    work regclass;
begin
    for work in
        select c.oid
          from pg_class c
          join pg_attribute a on a.attrelid = c.oid and a.attname = 'lease_number' and not a.attisdropped
         where c.relkind = 'r' and c.relnamespace = cast(current_schema() as regnamespace)
         order by c.relname
    loop
        execute format('create index on %s (tenant, next_attempt_at) where processing_status = %L', work, 'QUEUED');
        execute format('create index on %s (tenant, processing_status, created_at, id)', work);
    end loop;
end $$;
drop index domain_tenant_processing_status_created_at_id_idx;

-- The orders and filters of the lists. Each index is written anew with each change of a status, so those of fields that
-- many rows lack leave these out.
create index on domain (tenant, curation_status, created_at, id);
create index on domain (tenant, updated_at, id);
create index on domain (name);

create index on sitemap (tenant, curation_status, created_at, id);
create index on sitemap (tenant, updated_at, id);
create index on sitemap (tenant, url_count, id) where url_count is not null;
create index on sitemap (tenant, last_modified, id) where last_modified is not null;

create index on page (tenant, curation_status, created_at, id);
create index on page (tenant, updated_at, id);
create index on page (tenant, title, id) where title is not null;
create index on page (tenant, last_modified, id) where last_modified is not null;
-- instead of the one with the status, because a site may have a million pages
create index on page (domain_id, created_at, id);
drop index page_domain_id_processing_status_idx;

create index on contact (tenant, value, id);

-- What pages are searched by, beside them: a page changes with each status, its text hardly ever.
create table page_search (
    page_id uuid not null primary key references page (id) on delete cascade,
    words   text not null
);

create function page_words(url text, title text) returns text
    language sql immutable parallel safe
    return lower(url) || coalesce(chr(10) || lower(title), '');

create function enter_page_search() returns trigger language plpgsql as $$
begin
    insert into page_search (page_id, words) select id, page_words(url, title) from entered;
    return null;
end $$;
create trigger page_search_is_entered after insert on page
    referencing new table as entered for each statement execute function enter_page_search();

create function change_page_search() returns trigger language plpgsql as $$
begin
    update page_search set words = page_words(new.url, new.title) where page_id = new.id;
    return null;
end $$;
create trigger page_search_is_changed after update of url, title on page
    for each row when (old.url is distinct from new.url or old.title is distinct from new.title)
    execute function change_page_search();

insert into page_search (page_id, words) select id, page_words(url, title) from page;

-- Text is found anywhere in it through trigrams. The extension is a trusted one and comes with PostgreSQL; where it is
-- neither there nor allowed, a search reads more, and everything else is the same.
do $$
declare
    trigrams text;
begin
    begin
        create extension if not exists pg_trgm;
    exception when insufficient_privilege or undefined_file or feature_not_supported then
        raise warning 'Without the extension pg_trgm searches are slower: %', sqlerrm;
    end;
    select format('%I.gin_trgm_ops', n.nspname) into trigrams
      from pg_extension e join pg_namespace n on n.oid = e.extnamespace
     where e.extname = 'pg_trgm';
    if trigrams is not null then
        execute format('create index page_search_trigrams on page_search using gin (words %s)', trigrams);
        execute format('create index domain_trigrams on domain using gin (lower(name) %s)', trigrams);
        execute format('create index sitemap_trigrams on sitemap using gin (lower(url) %s)', trigrams);
        execute format('create index contact_trigrams on contact using gin (lower(value) %s)', trigrams);
    end if;
end $$;
