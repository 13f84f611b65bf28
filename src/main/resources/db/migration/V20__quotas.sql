-- What operators allow a tenant, where it differs from the settings; 0 is any number.
create table tenant_quota (
    tenant          text        not null primary key,
    domains         bigint,
    pages_per_day   bigint,
    fetches_per_day bigint,
    changed_at      timestamptz not null,
    changed_by      text        not null,

    constraint quota_is_not_negative check (domains >= 0 and pages_per_day >= 0 and fetches_per_day >= 0)
);

-- What a tenant's items have used up on a day (UTC). Counted where they are claimed, so that all replicas count together.
create table tenant_usage (
    tenant  text   not null,
    day     date   not null,
    pages   bigint not null default 0,
    fetches bigint not null default 0,

    primary key (tenant, day)
);

-- The use of a key is on record, too: once a day, because each request would be too much.
alter table audit_entry
    drop constraint action_is_an_audit_action,
    add constraint action_is_an_audit_action
        check (action in ('SIGNED_IN', 'SIGN_IN_REFUSED', 'SIGNED_OUT', 'ACCOUNT_CREATED', 'ACCOUNT_CHANGED',
                          'API_KEY_CREATED', 'API_KEY_USED', 'API_KEY_REVOKED', 'CURATED', 'REQUEUED',
                          'SELECTION_RULES_CHANGED', 'ROBOTS_IGNORED', 'ROBOTS_OBEYED', 'PIPELINE_PAUSED',
                          'PIPELINE_RESUMED', 'QUOTA_CHANGED'));
