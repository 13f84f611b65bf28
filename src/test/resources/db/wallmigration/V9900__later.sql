-- What a later release may bring: a change of everybody's rows, and one more table with tenants.
update domain set home_url = 'https://' || name || '/';
create table later_thing (
    tenant text not null,
    id     uuid not null primary key
);
