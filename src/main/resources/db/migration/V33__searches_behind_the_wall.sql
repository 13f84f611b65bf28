-- Behind the wall between tenants PostgreSQL looks for a pattern in each of the tenant's rows: a match might tell of rows
-- that it is not to show, so it asks no index first. What domains and sitemaps are searched by stands beside them, therefore,
-- as it does for pages, without a wall and without anything but the words and whose they are; what is found there is seen
-- through the wall like everything else. None of these texts ever changes. Contacts are people, and stay behind the wall: a
-- search among them reads the tenant's, and their index, which nobody asks, goes.
do $$
declare
    searched record;
    trigrams text;
begin
    select format('%I.gin_trgm_ops', n.nspname) into trigrams
      from pg_extension e join pg_namespace n on n.oid = e.extnamespace
     where e.extname = 'pg_trgm';
    for searched in
        select s.item, s.said, s.item || '_search' as beside, s.item || '_id' as key
          from (values ('domain', 'name'), ('sitemap', 'url')) as s (item, said)
    loop
        execute format('create table %I (%I uuid not null primary key references %I (id) on delete cascade,'
                           ' words text not null)', searched.beside, searched.key, searched.item);
        execute format('insert into %I select id, lower(%I) from %I', searched.beside, searched.said, searched.item);
        execute format('create function %I() returns trigger language plpgsql as $f$ begin'
                           ' insert into %I select id, lower(%I) from entered; return null; end $f$',
                       'enter_' || searched.beside, searched.beside, searched.said);
        execute format('create trigger %I after insert on %I referencing new table as entered'
                           ' for each statement execute function %I()',
                       searched.beside || '_is_entered', searched.item, 'enter_' || searched.beside);
        execute format('drop index if exists %I', searched.item || '_trigrams');
        if trigrams is not null then
            execute format('create index %I on %I using gin (words %s)',
                           searched.beside || '_trigrams', searched.beside, trigrams);
        end if;
    end loop;
    drop index if exists contact_trigrams;
end $$;
