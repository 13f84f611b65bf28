-- The index by which lists and counts find a status leaves out what is in flight: a claim then writes one entry less, and what
-- is in flight is found by its lease. In every table of work.
do $$
declare
    work  regclass;
    index regclass;
begin
    for work in
        select c.oid
          from pg_class c
          join pg_attribute a on a.attrelid = c.oid and a.attname = 'lease_number' and not a.attisdropped
         where c.relkind = 'r' and c.relnamespace = cast(current_schema() as regnamespace)
         order by c.relname
    loop
        for index in
            select i.indexrelid
              from pg_index i
             where i.indrelid = work and i.indpred is null
               and pg_get_indexdef(i.indexrelid) like '%(tenant, processing_status, created_at, id)'
        loop
            execute format('drop index %s', index);
        end loop;
        execute format(
            'create index on %s (tenant, processing_status, created_at, id) where processing_status <> %L',
            work, 'PROCESSING');
    end loop;
end $$;
