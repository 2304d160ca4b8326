-- Combinations are few when these plans are made and many afterwards, within one transaction even: they are looked up by their index, or all
-- at once, but never one by one.
alter function turn_count_insert() set enable_seqscan = off;
alter function turn_count_update() set enable_seqscan = off;
alter function turn_count_delete() set enable_seqscan = off;
alter function recount_turns(integer) set enable_nestloop = off;
