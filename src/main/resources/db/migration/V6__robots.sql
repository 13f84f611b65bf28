-- What each server answered when it was asked for robots.txt, shared by all replicas and tenants.
create table robots (
    origin        text        not null primary key,
    status        text        not null,
    url           text        not null,
    http_status   integer     not null,
    body          bytea       not null,
    etag          text,
    last_modified text,
    message       text        not null,
    fetched_at    timestamptz not null,
    expires_at    timestamptz not null,

    constraint status_is_a_robots_status check (status in ('FOUND', 'ABSENT', 'LATER', 'UNREACHABLE')),
    constraint only_a_found_one_has_a_body check (status = 'FOUND' or octet_length(body) = 0)
);
create index on robots (expires_at);

-- An operator's word that robots.txt does not count on a site of their own, on the record.
alter table domain
    add column robots_ignored        boolean not null default false,
    add column robots_ignored_by     text,
    add column robots_ignored_at     timestamptz,
    add column robots_ignored_reason text,
    add constraint ignoring_robots_is_on_the_record
        check (not robots_ignored
            or (robots_ignored_by is not null and robots_ignored_at is not null and robots_ignored_reason <> ''));
