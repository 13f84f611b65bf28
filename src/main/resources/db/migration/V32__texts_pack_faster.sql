-- A page's text is packed when it is written. LZ4 does that in a fraction of the time; not every server is built with it.
do $$
begin
    alter table page_text alter column content set compression lz4;
exception when feature_not_supported then
    null;
end $$;
