-- The smallest room there can be, for the engine's own tests.
create table chore (
    like work_item including all,
    name text not null
);
create table chore_output (
    chore_id uuid    not null references chore (id),
    result   text    not null check (result <> 'unwritable'),
    runs     integer not null default 1,
    primary key (chore_id)
);
