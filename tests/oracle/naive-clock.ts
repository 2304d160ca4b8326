/**
 * Keeps every clock by hand, second by second, without any of the product's code: what was posted, heard, taken back and decided is
 * told to it, and it says what should have been warned of, broken, kept and closed.
 */

import { lookAtMatter, type NaiveMatter, type NaivePause, passMatterTime } from './naive-matter.ts';

/** Minutes of the day, per weekday from Monday; dates that have others. */
export type NaiveHours = { zone: string; week: [number, number][][]; days: Record<string, [number, number][]> };
export type NaivePolicy = {
  name: string;
  fits: (facts: NaiveFacts) => boolean;
  first: number | null;
  next: number | null;
  resolution: number | null;
  hours: 'always' | 'team' | 'athens' | 'york';
  warnings: number[];
};
export type NaiveFacts = {
  priority: string;
  tags: string[];
  /** Of the person. */
  known: string[];
  team: string | null;
  intents: string[];
  lang: string | null;
};
export type NaivePost = {
  id: string;
  /** The thread it stands in; empty where nobody will ask. */
  root: string;
  at: number;
  own: boolean;
  holding: boolean;
  heardAt: number;
  goneAt: number | null;
  intents: string[];
  lang: string | null;
};
export type NaiveClosing = { at: number; outcome: 'unanswered' | 'not_needed' };
export type NaiveTurn = {
  key: number;
  opening: string;
  kind: 'first' | 'next';
  openedAt: number;
  closedAt: number | null;
  outcome: string | null;
  due: number | null;
  policy: string | null;
  broken: boolean;
  told: number;
  shares: { share: number; at: number }[];
};
export type Told = { what: string; at: number };

const openMinutes = new WeakMap<NaiveHours, Map<number, boolean>>();

/** Asks the wall clock, one minute at a time. */
export function isOpenAt(hours: NaiveHours, second: number): boolean {
  const known = openMinutes.get(hours) ?? new Map<number, boolean>();
  openMinutes.set(hours, known);
  const minute = Math.floor(second / 60);
  const before = known.get(minute);
  if (before !== undefined) return before;
  const wall = wallOf(hours.zone, minute * 60_000);
  const yesterday = wall.day - 1;
  const open =
    on(hours, wall.day).some(([from, until]) => wall.minute >= from && wall.minute < until) ||
    on(hours, yesterday).some(([from, until]) => wall.minute + 1440 >= from && wall.minute + 1440 < until);
  known.set(minute, open);
  return open;
}

function on(hours: NaiveHours, day: number): [number, number][] {
  const date = new Date(day * 86_400_000);
  return hours.days[date.toISOString().slice(0, 10)] ?? hours.week[(date.getUTCDay() + 6) % 7] ?? [];
}

const formats = new Map<string, Intl.DateTimeFormat>();

function wallOf(zone: string, ms: number): { day: number; minute: number } {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' });
  formats.set(zone, format);
  const [date = '', time = ''] = format.format(ms).split(', ');
  const [d = 0, m = 1, y = 1970] = date.split('/').map(Number);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return { day: Date.UTC(y, m - 1, d) / 86_400_000, minute: hour * 60 + minute };
}

/** Steps through the seconds until so many were open. Instants are whole seconds, in milliseconds. */
export function dueBySeconds(hours: NaiveHours | null, from: number, openSeconds: number): number {
  if (hours === null) return from + openSeconds * 1000;
  let second = from / 1000;
  for (let left = openSeconds; left > 0; ) {
    // The seconds of a minute are alike.
    const rest = 60 * (Math.floor(second / 60) + 1) - second;
    const isOpen = isOpenAt(hours, second);
    const step = isOpen ? Math.min(left, rest) : rest;
    if (isOpen) left -= step;
    second += step;
  }
  return second * 1000;
}

/** What a person would have to say about one conversation, kept as it goes. */
export type NaiveConversation = {
  id: string;
  person: string;
  posts: NaivePost[];
  closings: NaiveClosing[];
  facts: Omit<NaiveFacts, 'intents' | 'lang' | 'known'>;
  turns: Map<string, NaiveTurn>;
  lastIntents: string[];
  /** The customer has just been heard. */
  spoke: boolean;
  /** Since when it is done, as a colleague said. */
  doneAt: number | null;
  matterAt: number | null;
  matters: NaiveMatter[];
  pauses: NaivePause[];
};

export type NaiveBrand = {
  policies: NaivePolicy[];
  /** What people are tagged with. */
  known: Map<string, string[]>;
  hoursFor: (hours: NaivePolicy['hours'], team: string | null) => NaiveHours | null;
};

/** Time passes and nothing else: warnings and breaches at their moments. */
export function passTime(conversation: NaiveConversation, to: number, told: Told[]): void {
  for (const turn of conversation.turns.values()) {
    if (turn.outcome !== null || turn.broken) continue;
    for (const { share, at } of turn.shares) {
      if (share <= turn.told || at > to || (turn.due !== null && at >= turn.due)) continue;
      told.push({ what: `warned ${turn.opening} ${share}`, at });
      turn.told = share;
    }
    if (turn.due !== null && turn.due < to) {
      turn.broken = true;
      told.push({ what: `broken ${turn.opening}`, at: turn.due });
    }
  }
  passMatterTime(conversation, to, told);
}

let keys = 0;

/** Something happened to it: everything is counted again from what is known now. */
export function look(conversation: NaiveConversation, brand: NaiveBrand, now: number, told: Told[]): void {
  const before = conversation.turns;
  const after = new Map<string, NaiveTurn>();
  const runs = runsOf(conversation);
  conversation.lastIntents = runs.at(-1)?.intents ?? conversation.lastIntents;
  for (const run of runs) {
    const was = [...before.values()].find(
      turn => run.ids.includes(turn.opening) && ![...after.values()].some(a => a.opening === turn.opening),
    );
    const isSame = was !== undefined && was.kind === run.kind && was.openedAt === run.openedAt;
    const isFrozen = isSame && (run.outcome !== null || was.broken);
    const turn = isFrozen
      ? { ...was, ...placeOf(run) }
      : { ...promised(conversation, brand, run), key: was?.key ?? ++keys, told: was?.told ?? 0, broken: false };
    const end = run.closedAt ?? now;
    const broken = turn.due !== null && turn.due < end;
    if (broken && !(was?.broken ?? false)) told.push({ what: `broken ${run.opening}`, at: now });
    if (!broken && run.outcome === null) {
      const passed = turn.shares.filter(({ share, at }) => share > turn.told && at <= now).at(-1);
      if (passed !== undefined) {
        told.push({ what: `warned ${run.opening} ${passed.share}`, at: now });
        turn.told = passed.share;
      }
    }
    after.set(run.opening, { ...turn, broken });
  }
  conversation.turns = after;
  lookAtMatter(conversation, brand, now, told);
}

type Run = Pick<NaiveTurn, 'opening' | 'kind' | 'openedAt' | 'closedAt' | 'outcome'> & {
  ids: string[];
  intents: string[];
};

function placeOf({ opening, kind, openedAt, closedAt, outcome }: Run) {
  return { opening, kind, openedAt, closedAt, outcome };
}

/** The first that fits. */
export function policyOf(one: NaiveConversation, brand: NaiveBrand, intents: string[]): NaivePolicy | null {
  const said = one.posts.filter(post => !post.own && post.lang !== null).sort((a, b) => a.at - b.at);
  const known = brand.known.get(one.person) ?? [];
  const all = { ...one.facts, known, intents, lang: said.at(-1)?.lang ?? null };
  return brand.policies.find(policy => policy.fits(all)) ?? null;
}

function promised(conversation: NaiveConversation, brand: NaiveBrand, run: Run): NaiveTurn {
  const { facts } = conversation;
  const policy = policyOf(conversation, brand, run.intents);
  const minutes = policy === null ? null : run.kind === 'first' ? policy.first : policy.next;
  const turn = { ...placeOf(run), key: 0, told: 0, broken: false };
  if (policy === null || minutes === null) return { ...turn, due: null, policy: null, shares: [] };
  const hours = brand.hoursFor(policy.hours, facts.team);
  const after = (seconds: number) => dueBySeconds(hours, run.openedAt, seconds);
  const shares = policy.warnings.map(share => ({ share, at: after(minutes * 60 * share) }));
  return { ...turn, due: after(minutes * 60), policy: policy.name, shares };
}

/** Goes through the conversation second by second of what stands in it, as anybody would reading it. */
function runsOf({ posts, closings }: NaiveConversation): Run[] {
  const runs: Run[] = [];
  let waiting: NaivePost[] = [];
  let answered = false;
  const moments = [
    ...posts.flatMap(post => [post.at, ...(post.goneAt === null ? [] : [post.goneAt])]),
    ...closings.map(one => one.at),
  ];
  const close = (covered: NaivePost[], at: number | null, outcome: string | null) => {
    const alive = covered.filter(
      post => outcome === 'withdrawn' || post.goneAt === null || (at !== null && post.goneAt > at),
    );
    const first = alive[0] ?? covered[0];
    if (first === undefined) return;
    const intents = [...new Set(alive.flatMap(post => post.intents))];
    const kind = answered ? 'next' : 'first';
    runs.push({
      opening: first.id,
      kind,
      openedAt: first.at,
      closedAt: at,
      outcome,
      ids: covered.map(post => post.id),
      intents,
    });
  };
  for (const now of [...new Set(moments)].sort((a, b) => a - b)) {
    for (const post of posts) if (!post.own && post.at === now) waiting.push(post);
    if (waiting.length > 0 && waiting.every(post => post.goneAt !== null && post.goneAt <= now)) {
      close(waiting, now, 'withdrawn');
      waiting = [];
    }
    const reply = posts.some(post => post.own && !post.holding && post.at === now && post.goneAt === null);
    if (reply && waiting.length > 0) {
      close(waiting, now, 'answered');
      answered = true;
      waiting = [];
    }
    for (const closing of closings) {
      if (closing.at !== now) continue;
      close(
        waiting.filter(post => post.heardAt <= now),
        now,
        closing.outcome,
      );
      waiting = waiting.filter(post => post.heardAt > now);
    }
  }
  close(waiting, null, null);
  return runs;
}
