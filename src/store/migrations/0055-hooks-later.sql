-- What a network named and did not tell is fetched; where it cannot be had now, it is tried again then.
alter table raw_event add column next_try_at timestamptz;
