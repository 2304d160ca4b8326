-- Turns that may have met silence, so that what silence costs is counted from them alone: closed unanswered, answered later than
-- promised, or still waiting.
create index turn_silent on turn (brand_id, opened_at) where outcome is null or outcome = 'unanswered' or closed_at > due_at;
