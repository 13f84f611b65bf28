-- The trail gets a row per attempt, and each of its indexes costs every one of them: the key begins with the item, so that
-- one index serves as key and for looking up an item's history.
alter table attempt drop constraint attempt_pkey, add primary key (item_id, claimed_at, id);
drop index attempt_by_item;
