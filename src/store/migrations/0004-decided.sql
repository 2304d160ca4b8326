-- Answers that a person has seen on the network before we heard them there: their echo is still to come, and must find them.
create index message_decided on message (brand_id, channel_id) where remote_id like 'decided:%';
