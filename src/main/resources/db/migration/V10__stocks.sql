-- Stocks: symbols name price files, price files hold prices. A symbol that only a file has named is known, not tracked.
create table stock (
    like work_item including all,
    symbol          text    not null,
    active          boolean not null default false,
    tracked_at      timestamptz,
    retrieved_for   date,
    archived_sha256 text,
    whole_again     boolean not null default false,
    price_count     bigint  not null default 0,
    last_price_date date,

    constraint stock_is_named_once unique (tenant, symbol)
);
create index on stock (tenant, created_at, id);
create index on stock (retrieved_for) where active;

create table price_file (
    like work_item including all,
    name           text    not null,
    symbol         text    not null,
    sha256         text    not null,
    bytes          bigint  not null,
    folder         text    not null default 'raw_responses',
    row_count      integer,
    event_count    integer,
    changed_count  integer,
    rejected       text,
    rejected_count integer,
    notes          text,
    loaded_at      timestamptz,

    constraint folder_is_a_file_folder
        check (folder in ('raw_responses', 'parsed_responses', 'deadletter_responses')),
    constraint price_file_is_named_once unique (tenant, name)
);
create index on price_file (tenant, created_at, id);
create index on price_file (tenant, symbol, sha256);
-- What has ended and still lies where it was put.
create index on price_file (id) where folder = 'raw_responses' and processing_status in ('COMPLETE', 'ERROR');

-- Prices are numeric without a scale: they keep the digits of their source.
create table price (
    tenant     text        not null,
    stock_id   uuid        not null references stock (id) on delete cascade,
    date       date        not null,
    open       numeric     not null,
    high       numeric     not null,
    low        numeric     not null,
    close      numeric     not null,
    adj_close  numeric,
    volume     bigint,
    file_id    uuid,
    updated_at timestamptz not null default now(),

    constraint price_is_known_once primary key (tenant, stock_id, date)
);

-- What a price was before a later file said otherwise: after a split, a provider writes its whole history anew.
create table price_revision (
    tenant     text        not null,
    stock_id   uuid        not null references stock (id) on delete cascade,
    date       date        not null,
    open       numeric     not null,
    high       numeric     not null,
    low        numeric     not null,
    close      numeric     not null,
    adj_close  numeric,
    volume     bigint,
    file_id    uuid,
    updated_at timestamptz not null,
    revised_at timestamptz not null default clock_timestamp(),
    revised_by uuid,

    primary key (tenant, stock_id, date, revised_at)
);

create table price_event (
    tenant   text not null,
    stock_id uuid not null references stock (id) on delete cascade,
    date     date not null,
    kind     text not null,
    amount   numeric,
    ratio    text,
    file_id  uuid,

    constraint kind_is_a_price_event_kind check (kind in ('DIVIDEND', 'SPLIT')),
    constraint event_says_how_much check (case kind when 'DIVIDEND' then amount is not null else ratio is not null end),
    constraint price_event_is_known_once primary key (tenant, stock_id, date, kind)
);
