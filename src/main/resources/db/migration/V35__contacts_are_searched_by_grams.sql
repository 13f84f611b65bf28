-- A search among contacts read all of a tenant's: behind the wall between tenants PostgreSQL asks no index about a pattern.
-- Beside them, without a wall, stand now the numbers of the groups of three letters that each contains: no name, no address,
-- and nobody's. They say which contacts may match; whether one does is seen in the contact itself, through the wall. Different
-- groups may share a number, and no contact's value ever changes.
create function text_grams(words text) returns integer[]
    language sql immutable strict parallel safe as
$f$
    select coalesce(array_agg(distinct cast((one * 1000003 + two * 10007 + three) % 2147483647 as integer)), '{}')
      from (select cast(ascii(letter) as bigint) as one, ascii(lead(letter) over place) as two,
                   ascii(lead(letter, 2) over place) as three
              from unnest(string_to_array(lower(words), null)) with ordinality as l (letter, n)
            window place as (order by n)) g
     where three is not null
$f$;

create table contact_search (
    contact_id uuid      not null primary key references contact (id) on delete cascade,
    grams      integer[] not null
);
insert into contact_search select id, text_grams(value) from contact;
create index contact_search_grams on contact_search using gin (grams);

create function enter_contact_search() returns trigger language plpgsql as
$f$
begin
    insert into contact_search select id, text_grams(value) from entered;
    return null;
end
$f$;
create trigger contact_search_is_entered after insert on contact
    referencing new table as entered for each statement execute function enter_contact_search();
