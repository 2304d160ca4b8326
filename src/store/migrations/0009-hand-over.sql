-- Answers that a person puts up on the network's own page, because its API may not: they wait until they are seen there.
alter table message
  add column handed_at timestamptz,
  -- The colleague on whose word it stands on the network; null where the network itself shows it.
  add column said_by uuid,
  drop constraint message_delivery_check,
  add constraint message_delivery_check check (delivery in ('queued', 'sending', 'sent', 'failed', 'unsure', 'handed')),
  add constraint message_handed_check check (delivery <> 'handed' or handed_at is not null);
create index message_handed on message (brand_id, channel_id, parent_remote_id) where delivery = 'handed';
