-- What triage reads off each post, and what a conversation says of it. Null: ours, a note, or never read.
alter table message add column readings jsonb check (jsonb_typeof(readings) = 'object');

alter table conversation
  add column urgency smallint check (urgency between 0 and 3),
  add column sentiment text check (sentiment in ('negative', 'neutral', 'positive')),
  add column noise text check (noise in ('promotion', 'giveaway', 'bot', 'copied'));
