-- The second wall between tenants: whatever a query forgets to ask for, PostgreSQL shows only the rows of the tenant that
-- its transaction was opened for ('gleaner.tenant'), and to the engine ('*') all of them; without the setting, none.
-- Runs after each start's migrations, so that no table with a tenant can be left out.
do $$
declare
    work     record;
    bypasses boolean;
    usable   boolean;
begin
    perform pg_advisory_xact_lock(hashtext('gleaner wall'));

    for work in
        select c.oid, cast(c.oid as regclass) as name, c.relrowsecurity and c.relforcerowsecurity as walled
          from pg_class c
          join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped
         where c.relkind in ('r', 'p') and c.relnamespace = cast(current_schema() as regnamespace)
         order by c.relname
    loop
        if not work.walled then
            execute format('alter table %s enable row level security, force row level security', work.name);
        end if;
        if not exists (select from pg_policy where polrelid = work.oid and polname = 'own_tenant') then
            -- Asked once per statement, not once per row. The right to all is spelled 'is not null' because the planner
            -- then expects nearly every row to pass, which is what a second wall does: plans stay as they were.
            execute format(
                'create policy own_tenant on %s using ('
                    'tenant = (select current_setting(''gleaner.tenant'', true))'
                    ' or (select nullif(current_setting(''gleaner.tenant'', true) = ''*'', false)) is not null)',
                work.name);
        end if;
    end loop;

    -- What hangs on a tenant's rows and names no tenant is seen with its row. Not what is searched: PostgreSQL would not look
    -- into its index for whoever is walled in, because a match of texts might tell of rows behind the wall.
    for work in
        select distinct on (c.relname)
               c.oid, cast(c.oid as regclass) as name, c.relrowsecurity and c.relforcerowsecurity as walled,
               cast(k.confrelid as regclass) as parent, child.attname as child_key, parent.attname as parent_key
          from pg_class c
          join pg_constraint k on k.conrelid = c.oid and k.contype = 'f' and array_length(k.conkey, 1) = 1
          join pg_attribute child on child.attrelid = c.oid and child.attnum = k.conkey[1]
          join pg_attribute parent on parent.attrelid = k.confrelid and parent.attnum = k.confkey[1]
          join pg_attribute tenant
               on tenant.attrelid = k.confrelid and tenant.attname = 'tenant' and not tenant.attisdropped
         where c.relkind in ('r', 'p') and c.relnamespace = cast(current_schema() as regnamespace)
           and c.relname not like '%\_search'
           and not exists (select from pg_attribute a
                            where a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped)
         order by c.relname, k.conname
    loop
        if not work.walled then
            execute format('alter table %s enable row level security, force row level security', work.name);
        end if;
        if not exists (select from pg_policy where polrelid = work.oid and polname = 'own_parent') then
            -- A value, not 'exists', for which the planner would rather read and hash all of the tenant's rows.
            execute format(
                'create policy own_parent on %1$s using ('
                    '(select nullif(current_setting(''gleaner.tenant'', true) = ''*'', false)) is not null'
                    ' or (select true from %2$s p where p.%3$I = %1$s.%4$I))',
                work.name, work.parent, work.parent_key, work.child_key);
        end if;
    end loop;

    -- Superusers and roles with BYPASSRLS walk through walls, so their transactions are run as a role that does not.
    select rolsuper or rolbypassrls into bypasses from pg_roles where rolname = current_user;
    if not bypasses then
        return;
    end if;
    begin
        if not exists (select from pg_roles where rolname = 'gleaner_tenants') then
            create role gleaner_tenants nologin;
        end if;
    exception
        when duplicate_object or unique_violation then null;
        when insufficient_privilege then
            raise warning 'The role gleaner_tenants cannot be made: %', sqlerrm;
            return;
    end;
    select pg_has_role(current_user, 'gleaner_tenants', 'member') into usable;
    if not usable then
        execute format('grant gleaner_tenants to %I', current_user);
    end if;
    if not has_schema_privilege('gleaner_tenants', current_schema(), 'usage') then
        execute format('grant usage on schema %I to gleaner_tenants', current_schema());
    end if;
    for work in
        select cast(c.oid as regclass) as name
          from pg_class c
         where c.relkind in ('r', 'p') and c.relnamespace = cast(current_schema() as regnamespace)
           and not (has_table_privilege('gleaner_tenants', c.oid, 'select')
                and has_table_privilege('gleaner_tenants', c.oid, 'insert')
                and has_table_privilege('gleaner_tenants', c.oid, 'update')
                and has_table_privilege('gleaner_tenants', c.oid, 'delete'))
         order by c.relname
    loop
        execute format('grant select, insert, update, delete on %s to gleaner_tenants', work.name);
    end loop;
end $$;
