-- Until when the children of an index are followed: told by the index that began, handed down to the indexes below it.
alter table sitemap add column follow_until timestamptz;
