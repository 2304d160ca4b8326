-- Noise stands behind everybody else who waits: the same order once more, of noise alone.
create index conversation_noise on conversation (brand_id, status, (coalesce(due_at, '9999-12-31 00:00:00+00')), id)
  where turn_id is not null and noise is not null;
-- What is rarely spoken of (danger, a kind of request) is found without walking the queue.
create index conversation_intents on conversation using gin (intents) with (gin_pending_list_limit = 256);
