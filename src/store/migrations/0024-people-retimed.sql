-- Whose clocks are to be counted again because what they are tagged with has changed, or because they became one with another:
-- whoever sweeps does it, some at a time. Noted only where a policy asks for tags of people and one of their clocks runs.
create table retiming_person (
  -- A row for every note: one more never waits for whoever is at an earlier one.
  id bigint generated always as identity primary key,
  brand_id integer not null,
  contact_id uuid not null,
  after_id uuid,
  foreign key (brand_id, contact_id) references contact (brand_id, id) on delete cascade
);

create index retiming_person_contact on retiming_person (brand_id, contact_id);

create function note_retiming_person(brand integer, contact uuid) returns void language sql as $$
  insert into retiming_person (brand_id, contact_id)
  select brand, contact
  where contact is not null
    and exists (select from policy p where p.brand_id = brand and p.conditions->'contactTags' <> '[]')
    and exists (
      select from conversation c
      where c.brand_id = brand and c.contact_id = contact
        and (c.turn_id is not null or (c.resolution is not null and c.status <> 'resolved')))
$$;
create function contact_tags_change() returns trigger language plpgsql as $$
begin
  perform note_retiming_person(new.brand_id, new.id);
  return null;
end $$;
create trigger contact_tags after update of tags on contact for each row
  when (old.tags is distinct from new.tags) execute function contact_tags_change();
create function conversation_contact_change() returns trigger language plpgsql as $$
begin
  perform note_retiming_person(new.brand_id, new.contact_id);
  return null;
end $$;
create trigger conversation_contact_moves after update of contact_id on conversation for each row
  when (old.contact_id is distinct from new.contact_id) execute function conversation_contact_change();
