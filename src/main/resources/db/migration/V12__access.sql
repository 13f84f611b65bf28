-- Keys for programs. The key itself is shown once and never stored; it has so much entropy that a fast hash will do.
create table api_key (
    id           uuid        primary key,
    tenant       text        not null,
    name         text        not null,
    owner        text        not null,
    hash         text        not null constraint api_key_is_unique unique,
    hint         text        not null,
    roles        text[]      not null,
    read_only    boolean     not null default false,
    created_at   timestamptz not null,
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz,

    constraint roles_is_a_role check (roles <@ array['USER', 'ADMIN']),
    constraint api_key_has_a_role check (cardinality(roles) > 0)
);
create index on api_key (tenant, created_at, id);

-- A sign-in that can be renewed. Each renewal replaces the token; one that was replaced is a stolen one.
create table refresh_token (
    hash       text        primary key,
    session_id uuid        not null,
    account_id uuid        not null references account (id) on delete cascade,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);
create index on refresh_token (session_id);
create index on refresh_token (account_id);
create index on refresh_token (expires_at);

-- A token carries the generation of its account; raising it revokes all that were issued. A closed account cannot sign in.
alter table account
    add column generation integer not null default 0,
    add column closed_at timestamptz;
