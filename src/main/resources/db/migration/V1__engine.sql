-- What every table of work looks like: `create table … (like work_item including all, …)`.
-- Holds no rows itself. The constraints are the contract of the engine, so that no statement can break it.
create table work_item (
    id                uuid        not null default gen_random_uuid() primary key,
    tenant            text        not null,
    lane              text        not null default '',
    priority          smallint    not null default 1,
    curation_status   text        not null default 'NEW',
    processing_status text        not null default 'IDLE',
    attempts          integer     not null default 0,
    next_attempt_at   timestamptz,
    lease_owner       text,
    lease_until       timestamptz,
    lease_number      bigint      not null default 0,
    error_code        text,
    error_message     text,
    error_step        text,
    error_at          timestamptz,
    created_at        timestamptz not null default now(),
    updated_at        timestamptz not null default now(),

    constraint curation_status_is_a_curation_status
        check (curation_status in ('NEW', 'SELECTED', 'MAYBE', 'NOT_A_FIT', 'ARCHIVED')),
    constraint processing_status_is_a_processing_status
        check (processing_status in ('IDLE', 'QUEUED', 'PROCESSING', 'COMPLETE', 'EMPTY', 'FILTERED', 'ERROR')),
    constraint error_step_is_a_step
        check (error_step in ('CLAIM', 'FETCH', 'PARSE', 'PERSIST')),
    constraint error_code_is_an_error_code
        check (error_code in ('dns_not_found', 'connect_timeout', 'connect_failed', 'read_timeout', 'connection_lost',
                              'tls_failed', 'http_status', 'blocked_by_robots', 'forbidden_address', 'invalid_url',
                              'too_large', 'too_many_redirects', 'unsupported_content', 'parse_failed',
                              'protocol_error', 'unknown_symbol', 'lease_expired', 'persist_failed', 'internal')),
    constraint queued_has_a_time
        check ((processing_status = 'QUEUED') = (next_attempt_at is not null)),
    constraint processing_has_a_lease
        check ((processing_status = 'PROCESSING') = (lease_until is not null and lease_owner is not null)),
    constraint error_says_why
        check (processing_status <> 'ERROR'
            or (error_code is not null and error_message <> '' and error_step is not null and error_at is not null))
);

-- The claim walks the first index lane by lane; its cost does not grow with the table.
create index on work_item (priority, lane, next_attempt_at) where processing_status = 'QUEUED';
-- `lease_until is not null` and not `processing_status = 'PROCESSING'`: the planner takes the latter for empty and would
-- draw the completing update away from the primary key.
create index on work_item (lease_until) where lease_until is not null;

-- A lane (a host, for sites) is held by one replica at a time; it may be taken again from ready_at on.
create table lane (
    name     text        not null primary key,
    ready_at timestamptz not null,
    holder   text
);

-- What operators decide about a workflow. A missing row means: it runs.
create table pipeline (
    name       text        not null primary key,
    paused     boolean     not null default false,
    changed_at timestamptz not null default now(),
    changed_by text
);

-- One row per attempt, pruned by age.
create table attempt (
    id            uuid        not null default gen_random_uuid() primary key,
    tenant        text        not null,
    workflow      text        not null,
    item_id       uuid        not null,
    attempt       integer     not null,
    replica       text        not null,
    claimed_at    timestamptz not null,
    finished_at   timestamptz not null,
    outcome       text        not null,
    error_code    text,
    error_message text,
    error_step    text,

    constraint error_step_is_a_step
        check (error_step in ('CLAIM', 'FETCH', 'PARSE', 'PERSIST')),
    constraint outcome_is_an_attempt_outcome
        check (outcome in ('COMPLETE', 'EMPTY', 'FILTERED', 'SNOOZED', 'RETRIED', 'FAILED', 'EXPIRED', 'RELEASED'))
);
create index attempt_by_item on attempt (item_id, claimed_at);
create index attempt_by_time on attempt (workflow, finished_at);
