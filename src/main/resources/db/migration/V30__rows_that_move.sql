-- An item is written at least twice on its way, claimed and done with, and each new version has a new entry in the index of
-- its key. In every table of work, therefore:
-- Ids in the order of time: what was entered together lies together there, too, and a claim of hundreds does not touch
-- hundreds of its blocks.
-- Vacuum after a twentieth of the table has changed and not after a fifth.
do $$
declare
    work regclass;
    ids  text := 'uuidv7()';
begin
    -- PostgreSQL has it from 18 on
    if to_regprocedure('pg_catalog.uuidv7()') is null then
        create function time_ordered_id() returns uuid language sql volatile parallel safe as $f$
            select cast(encode(set_bit(set_bit(
                       overlay(uuid_send(gen_random_uuid()) placing
                               substring(int8send(cast(extract(epoch from clock_timestamp()) * 1000 as bigint)) from 3)
                               from 1 for 6), 52, 1), 53, 1), 'hex') as uuid)
        $f$;
        ids := 'time_ordered_id()';
    end if;
    for work in
        select c.oid
          from pg_class c
          join pg_attribute a on a.attrelid = c.oid and a.attname = 'lease_number' and not a.attisdropped
         where c.relkind = 'r' and c.relnamespace = cast(current_schema() as regnamespace)
         order by c.relname
    loop
        execute format('alter table %s set (autovacuum_vacuum_scale_factor = 0.05)', work);
        execute format('alter table %s alter column id set default %s', work, ids);
    end loop;
end $$;
