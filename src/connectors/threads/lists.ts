/** The lists that are read: what names us, what we wrote, what stands below it, what is found by a word. */
import { type GraphCall, idInPath } from '../kit/meta/graph.ts';
import type { Told } from './parse.ts';

const MEDIA = 'media_type,media_url,gif_url,thumbnail_url,alt_text';
const POST_FIELDS = [
  'id',
  'media_product_type',
  MEDIA,
  'permalink',
  'username',
  'text',
  'timestamp',
  'shortcode',
  `children{${MEDIA}}`,
  'is_quote_post',
  'quoted_post',
  'reposted_post',
  'has_replies',
  'link_attachment_url',
  'poll_attachment{option_a,option_b,option_c,option_d}',
  'profile_picture_url',
];
const REPLY_FIELDS = [...POST_FIELDS, 'is_reply', 'is_reply_owned_by_me', 'root_post', 'replied_to', 'hide_status'];
/** The network tells the owner of our own posts alone. */
const OWN_FIELDS = [...POST_FIELDS, 'owner'];

export const FIELDS = { post: POST_FIELDS.join(','), reply: REPLY_FIELDS.join(','), own: OWN_FIELDS.join(',') };

/** `name` stays the same from round to round. */
export type List = { name: string; told: Told; call: GraphCall };

const PAGE = '50';

export const POSTS: List = list('posts', 'by us', { path: '/me/threads', query: { fields: FIELDS.own, limit: PAGE } });
export const REPLIES: List = list('replies', 'by us', {
  path: '/me/replies',
  query: { fields: FIELDS.reply, limit: PAGE },
});
export const MENTIONS: List = list('mentions', 'to us', {
  path: '/me/mentions',
  query: { fields: FIELDS.reply, limit: PAGE },
});

/** Everything below a post that began a thread, in one list; newest first. */
export function conversationUnder(id: string): List {
  return list(`under ${id}`, 'to us', { path: `/${idInPath(id)}/conversation`, query: { fields: FIELDS.reply } });
}

/** What answers a reply of ours in somebody else's thread. */
export function repliesTo(id: string): List {
  return list(`to ${id}`, 'to us', { path: `/${idInPath(id)}/replies`, query: { fields: FIELDS.reply } });
}

/** @param isAll also those that were passed over */
export function pendingUnder(id: string, isAll = false): List {
  const query = { fields: FIELDS.reply, ...(isAll ? {} : { approval_status: 'pending' }) };
  return list(`pending ${id}`, 'to us', { path: `/${idInPath(id)}/pending_replies`, query });
}

/** A sign before a word makes it a topic. @param since seconds since 1970 */
export function searchFor(word: string, since: number | null): List {
  const isTopic = word.startsWith('#');
  const query: Record<string, string> = {
    q: isTopic ? word.slice(1) : word,
    search_type: 'RECENT',
    search_mode: isTopic ? 'TAG' : 'KEYWORD',
    fields: FIELDS.post,
    limit: PAGE,
  };
  if (since !== null) query['since'] = String(since);
  return list(`search ${word}`, 'by anybody', { path: '/keyword_search', query, bucket: 'searches' });
}

function list(name: string, told: Told, call: GraphCall): List {
  return { name, told, call };
}

/** The same list from a moment on; the network knows none before it began. */
export function sinceIn({ call, ...list }: List, since: Date): List {
  const seconds = Math.max(Math.floor(since.getTime() / 1000), BEGAN_SECONDS);
  return { ...list, call: { ...call, query: { ...call.query, since: String(seconds) } } };
}

/** The earliest moment it takes. */
const BEGAN_SECONDS = 1_688_540_400;
