-- Sites: domains name sitemaps, sitemaps name pages, pages name contacts.
-- A scan stamps what it asked for with its id, together with its order to the rooms that follow.
create table domain (
    like work_item including all,
    name                text not null,
    home_url            text,
    metadata            text,
    robots_status       text,
    crawl_delay_seconds double precision,
    surveyed_at         timestamptz,
    scan_id             uuid,
    select_pages        text,
    max_pages           integer,

    constraint robots_status_is_a_robots_status check (robots_status in ('FOUND', 'ABSENT', 'LATER', 'UNREACHABLE')),
    constraint select_pages_is_a_page_selection check (select_pages in ('NONE', 'CONTACT', 'ALL')),
    constraint domain_is_named_once unique (tenant, name)
);
create index on domain (tenant, created_at, id);
create index on domain (tenant, processing_status, created_at, id);

create table sitemap (
    like work_item including all,
    domain_id      uuid    not null references domain (id) on delete cascade,
    domain         text    not null,
    url            text    not null,
    kind           text,
    discovered_by  text    not null,
    depth          integer not null default 0,
    url_count      integer,
    imported_count integer,
    bytes          bigint,
    last_modified  timestamptz,
    problem        text,
    imported_at    timestamptz,
    scan_id        uuid,
    select_pages   text,
    max_pages      integer,

    constraint kind_is_a_sitemap_kind check (kind in ('INDEX', 'URLSET', 'TEXT', 'FEED')),
    constraint discovered_by_is_a_discovery_source
        check (discovered_by in ('ROBOTS', 'COMMON_PATH', 'HOME_PAGE', 'INDEX', 'MANUAL')),
    constraint select_pages_is_a_page_selection check (select_pages in ('NONE', 'CONTACT', 'ALL')),
    constraint sitemap_has_one_url unique (tenant, url)
);
create index on sitemap (domain_id, processing_status);
create index on sitemap (tenant, created_at, id);
create index on sitemap (scan_id) where scan_id is not null;

create table page (
    like work_item including all,
    domain_id           uuid             not null references domain (id) on delete cascade,
    sitemap_id          uuid             references sitemap (id) on delete set null,
    domain              text             not null,
    url                 text             not null,
    category            text             not null default 'OTHER',
    category_confidence double precision not null default 0,
    category_rule       text,
    last_modified       timestamptz,
    change_frequency    text,
    sitemap_priority    double precision,
    http_status         integer,
    content_type        text,
    title               text,
    description         text,
    h1                  text,
    canonical_url       text,
    language            text,
    word_count          integer,
    links_internal      integer,
    links_external      integer,
    structured_data     text[],
    scraped_at          timestamptz,
    scan_id             uuid,

    constraint category_is_a_page_category
        check (category in ('CONTACT', 'ABOUT', 'TEAM', 'CAREERS', 'SERVICES', 'PRICING', 'MENU', 'LEGAL', 'BLOG',
                            'PRODUCT', 'MEDIA', 'OTHER')),
    constraint change_frequency_is_a_change_frequency
        check (change_frequency in ('ALWAYS', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY', 'NEVER')),
    constraint page_has_one_url unique (tenant, url)
);
create index on page (domain_id, processing_status);
create index on page (sitemap_id);
create index on page (tenant, created_at, id);
create index on page (tenant, category, created_at, id);
create index on page (scan_id) where scan_id is not null;

create table contact (
    id         uuid             not null default gen_random_uuid() primary key,
    tenant     text             not null,
    domain_id  uuid             not null references domain (id) on delete cascade,
    domain     text             not null,
    kind       text             not null,
    value      text             not null,
    label      text,
    role       boolean          not null default false,
    confidence double precision not null,
    created_at timestamptz      not null default now(),
    updated_at timestamptz      not null default now(),

    constraint kind_is_a_contact_kind check (kind in ('EMAIL', 'PHONE', 'SOCIAL')),
    constraint contact_is_found_once unique (tenant, domain_id, kind, value)
);
create index on contact (domain_id);
create index on contact (tenant, created_at, id);

create table contact_source (
    contact_id uuid not null references contact (id) on delete cascade,
    page_id    uuid not null references page (id) on delete cascade,
    how        text not null,
    url        text not null,
    snippet    text not null,

    constraint how_is_a_contact_evidence
        check (how in ('MAILTO', 'TEL', 'JSON_LD', 'MICRODATA', 'TEXT', 'DECODED')),
    primary key (contact_id, page_id, how)
);
create index on contact_source (page_id);

create table scan (
    id            uuid        not null default gen_random_uuid() primary key,
    tenant        text        not null,
    domain_id     uuid        not null references domain (id) on delete cascade,
    domain        text        not null,
    max_pages     integer     not null,
    select_pages  text        not null,
    status        text        not null default 'QUEUED',
    sitemaps      integer     not null default 0,
    pages         integer     not null default 0,
    pages_done    integer     not null default 0,
    pages_failed  integer     not null default 0,
    contacts      integer     not null default 0,
    error_code    text,
    error_message text,
    error_step    text,
    error_at      timestamptz,
    created_at    timestamptz not null default now(),
    finished_at   timestamptz,

    constraint status_is_a_scan_status check (status in ('QUEUED', 'PROCESSING', 'COMPLETE', 'EMPTY', 'ERROR')),
    constraint select_pages_is_a_page_selection check (select_pages in ('NONE', 'CONTACT', 'ALL')),
    constraint error_step_is_a_step check (error_step in ('CLAIM', 'FETCH', 'PARSE', 'PERSIST')),
    constraint error_code_is_an_error_code
        check (error_code in ('dns_not_found', 'connect_timeout', 'connect_failed', 'read_timeout', 'connection_lost',
                              'tls_failed', 'http_status', 'blocked_by_robots', 'forbidden_address', 'invalid_url',
                              'too_large', 'too_many_redirects', 'unsupported_content', 'parse_failed',
                              'protocol_error', 'unknown_symbol', 'lease_expired', 'persist_failed', 'internal')),
    constraint finished_has_a_time check ((status in ('COMPLETE', 'EMPTY', 'ERROR')) = (finished_at is not null)),
    constraint error_says_why check (status <> 'ERROR' or (error_code is not null and error_message is not null))
);
create unique index scan_runs_once on scan (domain_id) where finished_at is null;
create index on scan (tenant, created_at, id);
