-- The rule that wrote a note, by its name at the time; null where a colleague did.
alter table message add column rule_name text check (rule_name is null or direction = 'note');
