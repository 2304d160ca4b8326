/** A made-up day of a company on a few networks, and the world's own record of it. Seeded: the same seed is the same day. */
import type { Item, Person, Post } from '../../src/core/post.ts';
import { ourAccount, person } from '../support/hearing.ts';

export const DAY_START = Date.parse('2026-11-22T06:00:00Z');
export const DAY_SECONDS = 16 * 3600;

/** What stands, or stood, on a network. Everything happens at a second of its own. */
export type Stood = {
  channel: number;
  id: string;
  atMs: number;
  author: string;
  own: boolean;
  parent: string | null;
  root: string | null;
  room: string | null;
  with: string | null;
  text: string;
  /** Sent from our desk under this key; null: typed in the network's own app, or a customer's. */
  key: string | null;
  deletedMs: number | null;
};

/** One thing the network will tell us, and when. */
export type Telling = { channel: number; atMs: number; item: Item };

/** What our desk does. */
export type Deed =
  | {
      kind: 'answer';
      atMs: number;
      channel: number;
      to: string;
      key: string;
      fate: 'sent' | 'silent' | 'lost' | 'failed';
    }
  | { kind: 'resolve'; atMs: number; channel: number; of: string; outcome: 'unanswered' | 'not_needed' };

export type World = { posts: Stood[]; tellings: Telling[]; deeds: Deed[] };

const GUESTS = ['maria', 'jorge', 'anna', 'omar', 'heidi', 'yannis', 'lucia', 'paul'];

export function makeWorld(chance: () => number, channels: number): World {
  const world: World = { posts: [], tellings: [], deeds: [] };
  let atMs = DAY_START;
  for (let n = 0; atMs < DAY_START + DAY_SECONDS * 1000; n++) {
    atMs += 1000 * (1 + Math.floor(chance() * 500));
    happen(world, Math.floor(chance() * channels), atMs, n, chance);
  }
  return world;
}

function happen(world: World, channel: number, atMs: number, n: number, chance: () => number): void {
  const here = world.posts.filter(post => post.channel === channel);
  const open = here.filter(post => post.room === null);
  const guest = pick(GUESTS, chance) ?? 'maria';
  const draw = chance();
  const base = {
    channel,
    id: `n${channel}/${n}`,
    atMs,
    parent: null,
    root: null,
    room: null,
    with: null,
    key: null,
    deletedMs: null,
  };
  if (draw < 0.2 || open.length === 0)
    say(world, { ...base, author: guest, own: false, text: `${guest} begins ${n}` }, chance);
  else if (draw < 0.5) {
    const parent = pick(open.slice(-25), chance);
    if (parent)
      say(
        world,
        {
          ...base,
          author: chance() < 0.6 && !parent.own ? parent.author : guest,
          own: false,
          text: `${guest} goes on ${n}`,
          ...under(parent),
        },
        chance,
      );
  } else if (draw < 0.62) {
    const parent = pick(open.slice(-25), chance);
    if (parent)
      say(
        world,
        { ...base, author: ourAccount.remoteId, own: true, text: `typed elsewhere ${n}`, ...under(parent) },
        chance,
      );
  } else if (draw < 0.66)
    say(world, { ...base, author: ourAccount.remoteId, own: true, text: `news of ours ${n}` }, chance);
  else if (draw < 0.8) answer(world, channel, atMs, n, chance, here);
  else if (draw < 0.9) {
    const own = chance() < 0.3;
    const room = { room: `room ${guest}`, with: guest };
    say(world, { ...base, author: own ? ourAccount.remoteId : guest, own, text: `privately ${n}`, ...room }, chance);
  } else if (draw < 0.95) takeBack(world, pick(here.slice(-30), chance), atMs, chance);
  else {
    const of = pick(here.filter(post => !post.own).slice(-30), chance);
    const outcome = chance() < 0.5 ? 'unanswered' : 'not_needed';
    if (of) world.deeds.push({ kind: 'resolve', atMs, channel, of: of.id, outcome });
  }
}

function under(parent: Stood): Pick<Stood, 'parent' | 'root'> {
  return { parent: parent.id, root: parent.root ?? parent.id };
}

function answer(world: World, channel: number, atMs: number, n: number, chance: () => number, here: Stood[]): void {
  const to = pick(here.filter(post => !post.own && post.room === null).slice(-20), chance);
  if (!to) return;
  const key = `0000000${channel}-0000-7000-9000-${String(n).padStart(12, '0')}`;
  const fate = chance() < 0.55 ? 'sent' : chance() < 0.6 ? 'silent' : chance() < 0.5 ? 'lost' : 'failed';
  world.deeds.push({ kind: 'answer', atMs, channel, to: to.id, key, fate });
  if (fate === 'lost' || fate === 'failed') return;
  const text = `from here ${n}`;
  say(
    world,
    {
      channel,
      id: `n${channel}/${n}`,
      atMs,
      author: ourAccount.remoteId,
      own: true,
      text,
      room: null,
      with: null,
      key,
      deletedMs: null,
      ...under(to),
    },
    chance,
  );
}

function takeBack(world: World, post: Stood | undefined, atMs: number, chance: () => number): void {
  if (!post || post.deletedMs !== null) return;
  post.deletedMs = atMs;
  tell(world, post.channel, { kind: 'remove', remoteId: post.id, at: new Date(atMs), by: 'author' }, atMs, chance);
}

function say(world: World, post: Stood, chance: () => number): void {
  world.posts.push(post);
  tell(world, post.channel, { kind: 'post', post: asPost(post, chance) }, post.atMs, chance);
  if (post.own || chance() > 0.06) return;
  const edit = {
    kind: 'edit',
    remoteId: post.id,
    text: `${post.text} (mended)`,
    attachments: null,
    at: new Date(post.atMs + 500),
    version: 1,
  } as const;
  post.text = edit.text;
  tell(world, post.channel, edit, post.atMs, chance);
}

function asPost(post: Stood, chance: () => number): Post {
  const guest = (id: string): Person => person(id, id.toUpperCase());
  return {
    remoteId: post.id,
    at: new Date(post.atMs),
    author: post.own ? ourAccount : guest(post.author),
    own: post.own,
    // Some networks hand our key back, others do not.
    key: chance() < 0.5 ? post.key : null,
    visibility: post.room === null ? 'public' : 'private',
    parentRemoteId: post.parent,
    rootRemoteId: chance() < 0.7 ? post.root : null,
    room: post.room,
    roomWith: post.own && post.with !== null ? guest(post.with) : null,
    text: post.text,
    lang: 'en',
    attachments: [],
    url: null,
    addressed: !post.own,
    warning: null,
  };
}

/** The network tells us soon, sometimes late, sometimes twice. */
function tell(world: World, channel: number, item: Item, atMs: number, chance: () => number): void {
  const times = chance() < 0.1 ? 2 : 1;
  for (let i = 0; i < times; i++) {
    const delay = chance() < 0.15 ? chance() * 4 * 3_600_000 : chance() * 20_000;
    world.tellings.push({ channel, atMs: atMs + 1000 + Math.floor(delay), item });
  }
}

function pick<T>(list: readonly T[], chance: () => number): T | undefined {
  return list[Math.floor(chance() * list.length)];
}
