-- Who did what, and when. Written in the transaction of the deed, pruned by age.
create table audit_entry (
    id      uuid        not null default gen_random_uuid() primary key,
    tenant  text        not null,
    at      timestamptz not null default now(),
    actor   text        not null,
    action  text        not null,
    subject text        not null,
    details text        not null default '{}',

    constraint action_is_an_audit_action
        check (action in ('SIGNED_IN', 'SIGN_IN_REFUSED', 'SIGNED_OUT', 'ACCOUNT_CREATED', 'ACCOUNT_CHANGED',
                          'API_KEY_CREATED', 'API_KEY_REVOKED', 'SIGNING_KEY_ROTATED', 'CURATED', 'REQUEUED',
                          'SELECTION_RULES_CHANGED', 'ROBOTS_IGNORED', 'ROBOTS_OBEYED', 'PIPELINE_PAUSED',
                          'PIPELINE_RESUMED', 'QUOTA_CHANGED'))
);
create index on audit_entry (tenant, at, id);
create index on audit_entry (tenant, subject, at);
create index on audit_entry (at);
