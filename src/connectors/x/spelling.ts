/**
 * X renames what it has (`tweet` becomes `post`), endpoint by endpoint. Requests are asked in the words each endpoint
 * documents and once more in the old ones; answers are read in both.
 */

export type Fields = Record<string, string>;

/** What a post is read with, in the words of the lookups, timelines and searches. */
export const POST_FIELDS: Fields = {
  'post.fields':
    'attachments,conversation_id,created_at,display_text_range,edit_controls,entities,lang,note_post,possibly_sensitive,reply_settings',
  expansions:
    'attachments.media_keys,author_id,edit_history_post_ids,entities.mentions.username,in_reply_to_user_id,referenced_posts',
  'user.fields': 'created_at,description,entities,name,profile_image_url,protected,public_metrics,url,username',
  'media.fields': 'alt_text,media_key,preview_image_url,type,url,variants',
};

/** The same for the stream, which speaks the old words only. */
export const STREAM_FIELDS: Fields = {
  'tweet.fields':
    'attachments,author_id,conversation_id,created_at,display_text_range,edit_controls,edit_history_tweet_ids,entities,in_reply_to_user_id,lang,note_tweet,possibly_sensitive,referenced_tweets,reply_settings',
  expansions:
    'attachments.media_keys,author_id,edit_history_tweet_ids,entities.mentions.username,in_reply_to_user_id,referenced_tweets.id,referenced_tweets.id.author_id',
  'user.fields': 'created_at,description,entities,name,profile_image_url,protected,public_metrics,url,username',
  'media.fields': 'alt_text,media_key,preview_image_url,type,url,variants',
};

export const DM_FIELDS: Fields = {
  'dm_event.fields': 'attachments,created_at,dm_conversation_id,entities,event_type,id,text',
  expansions: 'attachments.media_keys,participant_ids,referenced_posts,sender_id',
  'user.fields': 'created_at,description,entities,name,profile_image_url,protected,public_metrics,url,username',
  'media.fields': 'alt_text,media_key,preview_image_url,type,url,variants',
};

/** The same wishes in the words of before 2026. */
export function inOldWords(fields: Fields): Fields {
  if ('post.fields' in fields) return STREAM_FIELDS;
  if ('dm_event.fields' in fields)
    return {
      ...fields,
      'dm_event.fields':
        'attachments,created_at,dm_conversation_id,entities,event_type,id,participant_ids,referenced_tweets,sender_id,text',
      expansions: 'attachments.media_keys,participant_ids,referenced_tweets.id,sender_id',
    };
  return fields;
}

/** Whether what a server says against a request is about how its wishes are spelt. */
export function isAboutFields(text: string): boolean {
  return /(post|tweet|dm_event)\.fields|expansions|referenced_|edit_history_|note_(post|tweet)|sender_id/.test(text);
}

const OLD_TO_NEW: Record<string, string> = {
  edit_history_tweet_ids: 'edit_history_post_ids',
  note_tweet: 'note_post',
  referenced_tweets: 'referenced_posts',
  tweets: 'posts',
};

/** One object with X's old names in the place of the new ones it does not have; its values stay as they are. */
export function renamed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const one: Record<string, unknown> = { ...value };
  for (const [before, now] of Object.entries(OLD_TO_NEW))
    if (Object.hasOwn(one, before) && !Object.hasOwn(one, now)) one[now] = one[before];
  return one;
}
