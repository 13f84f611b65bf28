-- When the claim was made that a lane is held for. Whoever gives a lane back says which one is meant: a request that is
-- sent again because its answer was lost must not free what the same replica has claimed in the meantime.
alter table lane add column reserved_at timestamptz;
