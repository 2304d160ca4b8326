-- What people marked is looked for whenever something was heard: whether the marks are others than those it was learnt from.
create index listening_match_marked on listening_match (brand_id, marked_at) where mark is not null;
