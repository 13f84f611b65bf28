-- Who may sign in. The e-mail address is stored in lower case and is one account whatever the tenant.
create table account (
    id            uuid primary key,
    tenant        text        not null,
    email         text        not null constraint account_email_key unique,
    password_hash text        not null,
    roles         text[]      not null,
    created_at    timestamptz not null,
    constraint roles_is_a_role check (roles <@ array['USER', 'ADMIN']),
    constraint account_has_a_role check (cardinality(roles) > 0)
);

create index account_tenant_index on account (tenant, email);

-- What our tokens are signed with, shared by all replicas. One active key at a time, so that replicas that start
-- together end with the same one; retired keys stay until their tokens have expired.
create table signing_key (
    kid        text primary key,
    secret     bytea       not null,
    active     boolean     not null,
    created_at timestamptz not null,
    constraint signing_key_is_long_enough check (octet_length(secret) >= 32)
);

create unique index signing_key_one_active on signing_key (active) where active;
