-- The room of the engine's own tests: all that a new workflow needs of the schema.
create table chore (
    like work_item including all,
    note text not null default ''
);

-- Nothing keeps an output from being written twice here: the engine has to.
create table chore_output (
    chore_id uuid not null references chore (id) on delete cascade,
    text     text not null,

    constraint text_is_clean check (text <> 'dirty')
);
