/** Items of Hacker News and hits of its search into our words. Never throws: what cannot be read is dropped under a reason. */
import type { Item, Person, Post } from '../../core/post.ts';
import type { Heard } from '../connector.ts';
import { textOfEncoded, textOfHtml, webAddress } from '../kit/html-text.ts';
import { dropped, ignored, readJson, readValue } from '../kit/json.ts';
import type { OwnNames } from '../kit/own-names.ts';
import { arrival, publicPost, titled } from '../kit/public-post.ts';
import { type HackerItem, type Hit, hitSchema, itemSchema } from './schema.ts';

const WEB = 'https://news.ycombinator.com';
/** Everything has one order there: an answer is never numbered before what it answers. */
const LANE = 'items';
const READ_TYPES = ['story', 'comment', 'poll'];

/** One item as the API shows it now. @param at when it was asked for: the time of a deletion, which is not told */
export function readItem(raw: string, names: OwnNames, at: Date): Heard {
  const read = readJson(raw, itemSchema.nullable());
  if (!read.ok) return dropped(read.reason, raw, null);
  if (read.value === null) return ignored('an item that is not shown', raw, null);
  return heardItem(read.value, raw, names, at);
}

export function heardItem(item: HackerItem, raw: string, names: OwnNames, at: Date): Heard {
  const removal = removalOf(item, at);
  if (removal !== null) return arrival([removal], raw, LANE);
  if (!READ_TYPES.includes(item.type ?? '')) return ignored('neither a story nor a comment', raw, null);
  const post = postOf(item, names);
  if (post === null) return dropped('an item without author or time', raw, null);
  return arrival([{ kind: 'post', post }], raw, LANE);
}

/** A hit of the search. Deleted and dead ones are not among them. */
export function readHit(value: unknown, names: OwnNames): Heard {
  const raw = JSON.stringify(value) ?? '';
  const read = readValue(value, hitSchema);
  if (!read.ok) return dropped(read.reason, raw, null);
  return heardItem(itemOf(read.value), raw, names, new Date(0));
}

export function storyOf(value: unknown): number | null {
  const read = readValue(value, hitSchema);
  if (!read.ok) return null;
  return read.value.story_id ?? (read.value._tags.includes('story') ? Number(read.value.objectID) : null);
}

/** Gone by its author, or taken down by moderators and the votes of others (“dead”). */
export function removalOf(item: HackerItem, at: Date): Extract<Item, { kind: 'remove' }> | null {
  if (item.deleted !== true && item.dead !== true) return null;
  return { kind: 'remove', remoteId: String(item.id), at, by: item.deleted === true ? 'author' : 'network' };
}

export function postOf(item: HackerItem, names: OwnNames): Post | null {
  const { id, by, time, parent } = item;
  if (by === undefined || time === undefined) return null;
  const text = titled(textOfEncoded(item.title ?? ''), webAddress(item.url) ?? '', textOfHtml(item.text ?? '', WEB));
  const own = names.has(by);
  return publicPost({
    remoteId: String(id),
    at: new Date(time * 1000),
    author: personOf(by),
    own,
    addressed: !own && names.areNamedIn(text),
    parentRemoteId: parent == null ? null : String(parent),
    // A comment does not say which story it stands under; a story is its own beginning.
    rootRemoteId: parent == null ? String(id) : null,
    text,
    url: pageOfItem(id),
  });
}

export function personOf(name: string): Person {
  const profileUrl = `${WEB}/user?id=${encodeURIComponent(name)}`;
  return { remoteId: name, handle: name, name: null, avatarUrl: null, profileUrl };
}

/** The page of one story or comment, with the box to answer it. */
export function pageOfItem(id: number | string): string {
  return `${WEB}/item?id=${id}`;
}

function itemOf(hit: Hit): HackerItem {
  return {
    id: Number(hit.objectID),
    type: READ_TYPES.find(type => hit._tags.includes(type)) ?? 'other',
    by: hit.author,
    time: hit.created_at_i,
    title: hit.title,
    url: hit.url,
    text: hit.comment_text ?? hit.story_text,
    parent: hit._tags.includes('comment') ? hit.parent_id : null,
  };
}
