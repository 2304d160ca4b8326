/** What stands on the square, folded from what happened there. Pure: the same acts give the same square. */

import type { Pace } from './token.ts';

/** `pace` is a company's wish for its scripted customers. */
export type Resident = { id: string; handle: string; name: string; isCompany: boolean; pace?: Pace };

export type Picture = { id: string; description: string | null };
/** The bytes behind a picture: uploaded, or drawn on demand from a seed. */
export type PictureSource = { kind: 'uploaded'; type: string; base64: string } | { kind: 'drawn'; seed: number };

export type SquarePost = {
  id: string;
  at: string;
  by: string;
  text: string;
  lang: string | null;
  parentId: string | null;
  rootId: string;
  /** Private posts stand in a room between one company and one customer. */
  room: string | null;
  /** The public post a private one takes up. */
  aboutId: string | null;
  pictures: Picture[];
  /** Counts up from 0 with every edit. */
  version: number;
  editedAt: string | null;
  removedAt: string | null;
  /** The writer's own key: the same key twice is one post. */
  key: string | null;
};

/** One line of the journal. `seq` rises by one with every act. */
export type Act = { seq: number; at: string } & ActKind;
export type ActKind =
  | { kind: 'founded'; epoch: string }
  | { kind: 'person'; person: Resident }
  | { kind: 'picture'; id: string; source: PictureSource }
  | { kind: 'post'; post: SquarePost }
  | { kind: 'edit'; id: string; text: string; version: number }
  | { kind: 'remove'; id: string }
  | { kind: 'read'; room: string; by: string; ids: string[] }
  | { kind: 'mark'; what: MarkKind; id: string; by: string; isOn: boolean }
  | { kind: 'block'; person: string; by: string; isOn: boolean }
  | { kind: 'report'; id: string; by: string; ground: string; words: string };
export type MarkKind = 'like' | 'hide';

export type SquareState = {
  epoch: string;
  /** The number of the latest act; acts up to `forgotten` are no longer kept in memory. */
  seq: number;
  forgotten: number;
  acts: Act[];
  people: Map<string, Resident>;
  byHandle: Map<string, string>;
  posts: Map<string, SquarePost>;
  replies: Map<string, string[]>;
  rooms: Map<string, string[]>;
  byKey: Map<string, string>;
  pictures: Map<string, PictureSource>;
  pictureCharacters: number;
  read: Set<string>;
  /** By post: `like` or `hide`, and whose it is. */
  marks: Map<string, Set<string>>;
  blocks: Set<string>;
  reports: Extract<ActKind, { kind: 'report' }>[];
};

/** How much of the past the square keeps in memory; the oldest is forgotten first. */
export const ACTS_LIMIT = 150_000;
export const POSTS_LIMIT = 60_000;
export const PICTURES_LIMIT_CHARACTERS = 64 * 1024 * 1024;
export const REPORTS_LIMIT = 10_000;
const DRAWN_PICTURE_WEIGHS = 100;

export function emptySquare(): SquareState {
  return {
    epoch: '',
    seq: 0,
    forgotten: 0,
    acts: [],
    people: new Map(),
    byHandle: new Map(),
    posts: new Map(),
    replies: new Map(),
    rooms: new Map(),
    byKey: new Map(),
    pictures: new Map(),
    pictureCharacters: 0,
    read: new Set(),
    marks: new Map(),
    blocks: new Set(),
    reports: [],
  };
}

/** Changes `state` by one act. An act about a post that was forgotten changes nothing. */
export function applyAct(state: SquareState, act: Act): void {
  state.seq = act.seq;
  // Pictures are kept once, beside the acts.
  if (act.kind !== 'picture') state.acts.push(act);
  switch (act.kind) {
    case 'founded':
      state.epoch = act.epoch;
      break;
    case 'person':
      state.people.set(act.person.id, act.person);
      state.byHandle.set(foldHandle(act.person.handle), act.person.id);
      break;
    case 'picture':
      state.pictures.set(act.id, act.source);
      state.pictureCharacters += weightOf(act.source);
      break;
    case 'post':
      addPost(state, act.post);
      break;
    case 'edit':
      change(state, act.id, post => ({ ...post, text: act.text, version: act.version, editedAt: act.at }));
      break;
    case 'remove':
      change(state, act.id, post => ({ ...post, removedAt: act.at }));
      break;
    case 'read':
      for (const id of act.ids) state.read.add(id);
      break;
    case 'mark':
      toggle(marksOf(state, act.id), `${act.what} ${act.by}`, act.isOn);
      break;
    case 'block':
      toggle(state.blocks, blockKey(act.by, act.person), act.isOn);
      break;
    case 'report':
      state.reports.push(act);
      if (state.reports.length > REPORTS_LIMIT) state.reports.shift();
      break;
  }
  forgetOldest(state);
}

export function foldHandle(handle: string): string {
  return handle.normalize('NFC').toLowerCase();
}

export function roomOf(companyId: string, customerId: string): string {
  return `${companyId}~${customerId}`;
}

/** The two ends of a room: company first. */
export function endsOf(room: string): { companyId: string; customerId: string } {
  const [companyId = '', customerId = ''] = room.split('~');
  return { companyId, customerId };
}

export function blockKey(companyId: string, personId: string): string {
  return `${companyId} ${personId}`;
}

export function keyOf(by: string, key: string): string {
  return `${by} ${key}`;
}

const HANDLE_IN_TEXT = /(?<![\p{L}\p{N}_@])@([\p{L}\p{N}_.-]*[\p{L}\p{N}_])/gu;

/** Who is named with an at sign, as ids of people known on the square. */
export function mentionsIn(state: SquareState, text: string): string[] {
  const ids = new Set<string>();
  for (const [, handle] of text.matchAll(HANDLE_IN_TEXT)) {
    const id = state.byHandle.get(foldHandle(handle ?? ''));
    if (id !== undefined) ids.add(id);
  }
  return [...ids];
}

function addPost(state: SquareState, post: SquarePost): void {
  state.posts.set(post.id, post);
  if (post.key !== null) state.byKey.set(keyOf(post.by, post.key), post.id);
  if (post.room !== null) push(state.rooms, post.room, post.id);
  else if (post.parentId !== null) push(state.replies, post.parentId, post.id);
}

function change(state: SquareState, id: string, how: (post: SquarePost) => SquarePost): void {
  const post = state.posts.get(id);
  if (post) state.posts.set(id, how(post));
}

function marksOf(state: SquareState, id: string): Set<string> {
  const marks = state.marks.get(id) ?? new Set<string>();
  state.marks.set(id, marks);
  return marks;
}

function toggle(set: Set<string>, value: string, isOn: boolean): void {
  if (isOn) set.add(value);
  else set.delete(value);
}

function push(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function forgetOldest(state: SquareState): void {
  if (state.acts.length > ACTS_LIMIT) {
    const gone = state.acts.splice(0, ACTS_LIMIT / 10);
    state.forgotten = gone.at(-1)?.seq ?? state.forgotten;
  }
  if (state.posts.size > POSTS_LIMIT) forgetPosts(state, POSTS_LIMIT / 10);
  for (const [id, source] of state.pictures) {
    if (state.pictureCharacters <= PICTURES_LIMIT_CHARACTERS) break;
    state.pictures.delete(id);
    state.pictureCharacters -= weightOf(source);
  }
}

function weightOf(source: PictureSource): number {
  return source.kind === 'uploaded' ? source.base64.length : DRAWN_PICTURE_WEIGHS;
}

function forgetPosts(state: SquareState, count: number): void {
  let left = count;
  for (const post of state.posts.values()) {
    if (left-- === 0) break;
    state.posts.delete(post.id);
    state.replies.delete(post.id);
    state.read.delete(post.id);
    state.marks.delete(post.id);
    if (post.key !== null) state.byKey.delete(keyOf(post.by, post.key));
    const room = post.room === null ? undefined : state.rooms.get(post.room);
    if (room) room.splice(0, room.indexOf(post.id) + 1);
  }
}
