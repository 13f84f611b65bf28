-- The pages of a sitemap, and the sitemaps and contacts of a domain, in the order in which they are listed: a sitemap
-- may name 50,000 pages, which would be sorted for each page of the list.
create index on page (sitemap_id, created_at, id) where sitemap_id is not null;
drop index page_sitemap_id_idx;

create index on sitemap (domain_id, created_at, id);
drop index sitemap_domain_id_processing_status_idx;

create index on contact (domain_id, created_at, id);
drop index contact_domain_id_idx;

-- Rows of a trail lie in the order of time: a small index is enough to find those that are to be pruned.
create index on attempt using brin (finished_at) with (pages_per_range = 32);
