/** Counts the world's own record again, second by second and without any of the product's code. */
import type { Stood } from './world.ts';

export type Closing = { channel: number; of: string; atMs: number; outcome: string };

export type Expected = {
  /** `channel/thread/author` to the ids of its posts, in order. */
  places: Record<string, string[]>;
  /** The same names to their turns. */
  turns: Record<string, { openedBy: string; outcome: string | null; closedMs: number | null; breached: boolean }[]>;
};

/** @param heardMs when each post was first received */
export function recount(
  posts: readonly Stood[],
  closings: readonly Closing[],
  heardMs: ReadonlyMap<string, number>,
  promiseMinutes: { first: number; next: number },
  endMs: number,
): Expected {
  const byId = new Map(posts.map(post => [post.id, post]));
  const expected: Expected = { places: {}, turns: {} };
  const groups = new Map<string, Stood[]>();
  for (const post of posts) {
    const name = placeOf(post, byId);
    groups.set(name, [...(groups.get(name) ?? []), post]);
  }
  for (const [name, group] of groups) {
    group.sort((a, b) => a.atMs - b.atMs);
    expected.places[name] = group.map(post => post.id);
    const own = closings.filter(closing => {
      const post = byId.get(closing.of);
      return post !== undefined && placeOf(post, byId) === name;
    });
    expected.turns[name] = countSeconds(group, own, heardMs, promiseMinutes, endMs);
  }
  return expected;
}

function placeOf(post: Stood, byId: ReadonlyMap<string, Stood>): string {
  if (post.room !== null) return `${post.channel}/${post.room}/${post.with}`;
  let top = post;
  for (let above = byId.get(top.parent ?? ''); above !== undefined; above = byId.get(top.parent ?? '')) top = above;
  let author: Stood | undefined = post;
  while (author?.own) author = byId.get(author.parent ?? '');
  return `${post.channel}/${top.id}/${author?.author ?? ''}`;
}

function countSeconds(
  group: readonly Stood[],
  closings: readonly Closing[],
  heardMs: ReadonlyMap<string, number>,
  minutes: { first: number; next: number },
  endMs: number,
): Expected['turns'][string] {
  const turns: Expected['turns'][string] = [];
  let waiting: Stood[] = [];
  let answered = false;
  const startMs = group[0]?.atMs ?? endMs;
  const alive = (message: Stood, atMs: number) => message.deletedMs === null || message.deletedMs > atMs;
  const close = (messages: Stood[], atMs: number, outcome: string | null) => {
    const first = outcome === 'withdrawn' ? messages[0] : messages.find(message => alive(message, atMs));
    if (first === undefined) return;
    const due = first.atMs + (answered ? minutes.next : minutes.first) * 60_000;
    turns.push({ openedBy: first.id, outcome, closedMs: outcome === null ? null : atMs, breached: atMs > due });
  };
  for (let now = startMs; now <= endMs; now += 1000) {
    for (const post of group) if (!post.own && post.atMs === now) waiting.push(post);
    if (waiting.length > 0 && waiting.every(message => !alive(message, now))) {
      close(waiting, now, 'withdrawn');
      waiting = [];
    }
    const reply = group.find(post => post.own && post.atMs === now && post.deletedMs === null);
    if (reply !== undefined && waiting.length > 0) {
      close(waiting, now, 'answered');
      answered = true;
      waiting = [];
    }
    for (const closing of closings.filter(one => one.atMs === now)) {
      const covered = waiting.filter(message => (heardMs.get(message.id) ?? Number.POSITIVE_INFINITY) <= now);
      if (covered.length > 0) close(covered, now, closing.outcome);
      waiting = waiting.filter(message => !covered.includes(message));
    }
  }
  if (waiting.length > 0) close(waiting, endMs, null);
  return turns;
}
