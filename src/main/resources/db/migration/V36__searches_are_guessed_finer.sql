-- How many rows contain a text PostgreSQL guesses from a sample of a hundred: a single row of a hundred thousand in it that does
-- counts for a hundredth of the table, and then all of a million pages were read to find a hundred.
alter table page_search alter column words set statistics 500;
alter table domain_search alter column words set statistics 500;
alter table sitemap_search alter column words set statistics 500;
