-- Which of the pages that are found are read without anybody asking; the first rule that fits decides.
create table selection_rule (
    tenant         text             not null,
    position       integer          not null,
    category       text             not null,
    min_confidence double precision not null,
    max_depth      integer          not null,
    selects        boolean          not null,

    constraint category_is_a_page_category
        check (category in ('CONTACT', 'ABOUT', 'TEAM', 'CAREERS', 'SERVICES', 'PRICING', 'MENU', 'LEGAL', 'BLOG',
                            'PRODUCT', 'MEDIA', 'OTHER')),
    constraint min_confidence_lies_between_0_and_1 check (min_confidence between 0 and 1),
    constraint max_depth_is_not_negative check (max_depth >= 0),
    primary key (tenant, position)
);

-- Apart from the pages, so that the rows which claims and lists touch stay narrow.
create table page_text (
    page_id uuid not null primary key references page (id) on delete cascade,
    content text not null
);
