-- What was given up, by its reason: to be counted and found however much else there is. Every table of work has it.
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
        execute format('create index on %s (tenant, error_code) where processing_status = %L', work, 'ERROR');
    end loop;
end $$;
