/** How the miniature shows things, in X's new words or its old ones, with the signs and links as X writes them. */
import { roomOf } from '../dm.ts';
import { type Account, idOf, type Message, type Post, rootOf } from './town.ts';

export type Words = 'new' | 'old';
type View = Record<string, unknown>;

export function userView({ id, username, name }: Account): View {
  return {
    id,
    username,
    name,
    profile_image_url: `https://pbs.twimg.example/profile_images/${id}/picture_normal.jpg`,
    description: `Of ${name} &amp; friends`,
    public_metrics: { followers_count: 12, following_count: 3, post_count: 40, tweet_count: 40, listed_count: 0 },
  };
}

/** @param version which of its versions; the newest where none is named */
export function postView(post: Post, words: Words, version = post.versions.at(-1)): View {
  const id = version?.id ?? '';
  const links = linksIn(version?.text ?? '');
  const references = [
    ...(post.parent === null ? [] : [{ type: 'replied_to', id: idOf(post.parent) }]),
    ...(post.quotes === null ? [] : [{ type: 'quoted', id: idOf(post.quotes) }]),
    ...(post.reposts === null ? [] : [{ type: 'retweeted', id: idOf(post.reposts) }]),
  ];
  const old = words === 'old';
  return {
    id,
    text: links.text,
    author_id: post.by.id,
    created_at: post.at.toISOString(),
    conversation_id: idOf(rootOf(post)),
    lang: post.lang,
    ...(post.parent === null ? {} : { in_reply_to_user_id: post.parent.by.id }),
    [old ? 'edit_history_tweet_ids' : 'edit_history_post_ids']: post.versions.map(one => one.id),
    ...(references.length === 0 ? {} : { [old ? 'referenced_tweets' : 'referenced_posts']: references }),
    entities: {
      mentions: post.mentions.map(({ username, id: of }) => ({ start: 0, end: username.length + 1, username, id: of })),
      urls: links.urls,
    },
    ...(post.mediaIds.length === 0 ? {} : { attachments: { media_keys: post.mediaIds.map(one => `3_${one}`) } }),
  };
}

export function includesView(posts: readonly Post[], words: Words): View {
  const beside = posts.flatMap(({ parent, quotes }) => [parent, quotes].filter(one => one !== null));
  const people = new Set(
    posts.flatMap(({ by, parent, mentions }) => [by, ...(parent === null ? [] : [parent.by]), ...mentions]),
  );
  return {
    users: [...people].map(userView),
    [words === 'old' ? 'tweets' : 'posts']: beside.map(one => postView(one, words)),
    media: posts.flatMap(({ mediaIds }) => mediaIds.map(mediaView)),
  };
}

function mediaView(id: string): View {
  return { media_key: `3_${id}`, type: 'photo', url: `https://pbs.twimg.example/media/${id}.jpg`, alt_text: 'A cup' };
}

export function messageView(message: Message, words: Words): View {
  const { id, at, by, to, text, mediaIds } = message;
  return {
    id,
    event_type: 'MessageCreate',
    text,
    sender_id: by.id,
    dm_conversation_id: roomOf(by.id, to.id),
    created_at: at.toISOString(),
    ...(words === 'old' ? { participant_ids: [by.id, to.id] } : {}),
    ...(mediaIds.length === 0 ? {} : { attachments: { media_keys: mediaIds.map(one => `3_${one}`) } }),
  };
}

/** Addresses are shortened, three signs written out. */
function linksIn(text: string): { text: string; urls: View[] } {
  const urls: View[] = [];
  const shown = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/https?:\/\/[^\s]+/g, target => {
      const url = `https://t.co/link${urls.length + 1}`;
      urls.push({ start: 0, end: url.length, url, expanded_url: target.replaceAll('&amp;', '&'), display_url: target });
      return url;
    });
  return { text: shown, urls };
}

/** As the older hooks tell a post. */
export function tweetView(post: Post): View {
  const version = post.versions.at(-1);
  return {
    id: Number(version?.id),
    id_str: version?.id,
    created_at: post.at.toUTCString(),
    timestamp_ms: String(post.at.getTime()),
    text: version?.text,
    lang: post.lang,
    user: { id_str: post.by.id, name: post.by.name, screen_name: post.by.username },
    in_reply_to_status_id_str: post.parent === null ? null : idOf(post.parent),
    in_reply_to_user_id_str: post.parent === null ? null : post.parent.by.id,
    entities: {
      urls: [],
      user_mentions: post.mentions.map(({ id, username }) => ({ id_str: id, screen_name: username })),
    },
    edit_history: { initial_tweet_id: idOf(post) },
  };
}
