/** What the older hooks tell, in the shape of the newer API, so that both are read by the same reader. */
import { z } from 'zod';
import { roomOf } from './dm.ts';

type Loose = Record<string, unknown>;

/** @param tweet a post of version 1.1, as `tweet_create_events` holds them; whatever it is */
export function pieceOfTweet(tweet: unknown): unknown {
  const one = looseOf(tweet);
  if (one === null) return { data: tweet };
  const id = textIn(one['id_str']) ?? textIn(one['id']);
  const whole = looseOf(one['extended_tweet']) ?? one;
  const entities = looseOf(whole['entities']) ?? {};
  const media = listIn((looseOf(whole['extended_entities']) ?? looseOf(one['extended_entities']) ?? entities)['media']);
  const user = looseOf(one['user']);
  const quoted = looseOf(one['quoted_status']);
  return {
    data: {
      id,
      text: textIn(whole['full_text']) ?? textIn(one['full_text']) ?? textIn(one['text']) ?? '',
      author_id: idOf(user),
      created_at: momentIn(one),
      in_reply_to_user_id: textIn(one['in_reply_to_user_id_str']),
      lang: textIn(one['lang']),
      referenced_posts: referencesIn(one),
      edit_history_post_ids: versionsIn(one, id),
      entities: {
        urls: [...listIn(entities['urls']), ...media].map(each => ({
          ...each,
          ...(media.includes(each) ? { media_key: 'own' } : {}),
        })),
        mentions: listIn(entities['user_mentions']).map(each => ({ username: each['screen_name'], id: idOf(each) })),
      },
      attachments: { media_keys: media.map(keyOf) },
      possibly_sensitive: one['possibly_sensitive'],
    },
    includes: {
      users: [user, looseOf(quoted?.['user'])].filter(each => each !== null && each !== undefined),
      media: media.map(mediaOf),
      posts: quoted === null ? [] : [{ id: idOf(quoted), author_id: idOf(looseOf(quoted['user'])) }],
    },
  };
}

function referencesIn(one: Loose): { type: string; id: string }[] {
  const named = (type: string, id: string | null) => (id === null ? [] : [{ type, id }]);
  return [
    ...named('retweeted', idOf(looseOf(one['retweeted_status']))),
    ...named('replied_to', textIn(one['in_reply_to_status_id_str'])),
    ...named('quoted', textIn(one['quoted_status_id_str'])),
  ];
}

/** Only the first of the versions may be told. */
function versionsIn(one: Loose, id: string | null): unknown[] {
  const history = looseOf(one['edit_history']) ?? looseOf(one['edit_controls']);
  const listed = history?.['edit_tweet_ids'] ?? one['edit_history_tweet_ids'];
  if (Array.isArray(listed)) return listed;
  return [textIn(history?.['initial_tweet_id']) ?? id];
}

function mediaOf(one: Loose): Loose {
  const variants = listIn(looseOf(one['video_info'])?.['variants']);
  return {
    media_key: keyOf(one),
    type: one['type'],
    url: one['type'] === 'photo' ? one['media_url_https'] : undefined,
    preview_image_url: one['media_url_https'],
    alt_text: textIn(one['ext_alt_text']),
    variants: variants.map(({ bitrate, ...rest }) => ({ ...rest, bit_rate: bitrate })),
  };
}

function keyOf(one: Loose): string {
  return textIn(one['media_key']) ?? idOf(one) ?? '';
}

/** @param event one of `direct_message_events`  @param users those the event names, by their ids */
export function pieceOfMessage(event: unknown, users: unknown): unknown {
  const one = looseOf(event);
  const created = looseOf(one?.['message_create']);
  if (one === null || created === null) return { dm: event };
  const said = looseOf(created['message_data']) ?? {};
  const senderId = textIn(created['sender_id']);
  const recipientId = textIn(looseOf(created['target'])?.['recipient_id']);
  const entities = looseOf(said['entities']) ?? {};
  const media = looseOf(looseOf(said['attachment'])?.['media']);
  return {
    dm: {
      id: textIn(one['id']),
      event_type: 'MessageCreate',
      text: textIn(said['text']) ?? '',
      sender_id: senderId,
      dm_conversation_id: senderId === null || recipientId === null ? null : roomOf(senderId, recipientId),
      participant_ids: [senderId, recipientId],
      created_at: momentIn({ timestamp_ms: one['created_timestamp'] }),
      entities: { urls: entities['urls'] },
      attachments: { media_keys: media === null ? [] : [keyOf(media)] },
    },
    includes: {
      users: Object.entries(looseOf(users) ?? {}).flatMap(([id, user]) => withId(looseOf(user), id)),
      media: media === null ? [] : [mediaOf(media)],
    },
  };
}

function withId(user: Loose | null, id: string): Loose[] {
  if (user === null) return [];
  return ['id' in user || 'data' in user || 'id_str' in user ? user : { ...user, id }];
}

/** `timestamp_ms` is exact; the other is written out in words. */
export function momentIn(one: Loose): string | null {
  const text = textIn(one['timestamp_ms']) ?? textIn(one['created_timestamp']);
  const at = text === null ? new Date(textIn(one['created_at']) ?? Number.NaN) : new Date(Number(text));
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

export function looseOf(value: unknown): Loose | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : null;
}

/** Of a list only what may be read further. */
export function listIn(value: unknown): Loose[] {
  return Array.isArray(value) ? value.map(looseOf).filter(each => each !== null) : [];
}

function idOf(one: Loose | null): string | null {
  return one === null ? null : (textIn(one['id_str']) ?? textIn(one['id']));
}

/** Text, or a number small enough to have come whole. */
export function textIn(value: unknown): string | null {
  const read = z.union([z.string().max(100_000), z.int().transform(String)]).safeParse(value);
  return read.success ? read.data : null;
}
