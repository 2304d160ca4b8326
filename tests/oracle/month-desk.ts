/** A month of a company with two teams: the product's side of it, and beside every deed a word to the naive clock. Seeded. */
import { sql } from 'kysely';
import { NetworkFailure } from '../../src/connectors/connector.ts';
import type { Item, Post } from '../../src/core/post.ts';
import { Refusal } from '../../src/core/refusal.ts';
import { changeConversation } from '../../src/services/change.ts';
import { sweep } from '../../src/services/clock.ts';
import { changeContact } from '../../src/services/contacts.ts';
import { prioritise, teaming } from '../../src/services/prioritise.ts';
import { reply } from '../../src/services/reply.ts';
import { reopen, resolve } from '../../src/services/resolve.ts';
import { snooze } from '../../src/services/snooze.ts';
import { tag } from '../../src/services/tag.ts';
import type { TestDesk } from '../support/desk.ts';
import { post } from '../support/hearing.ts';
import { type Company, openCompany } from './month-company.ts';
import { endPauses, type Known, mergeTwo, type Regrouping, splitOff } from './month-regroup.ts';
import { look, type NaivePost, passTime, type Told } from './naive-clock.ts';

export const MONTH_START = Date.parse('2026-10-12T00:00:00Z');
const MONTH_END = Date.parse('2026-11-10T00:00:00Z');
/** After the month it goes on for two quieter ones, so that figures have a quarter to be of. */
export const QUARTER_END = Date.parse('2027-01-11T00:00:00Z');

/** At most, between two things that happen. */
const EVENT_GAP_SECONDS = 5500;
const QUIET_GAP_SECONDS = 40_000;

const TEXTS: [text: string, intents: string[]][] = [
  ['It caught fire', ['danger']],
  ['My grinder is broken', ['complaint']],
  ['How long will it take?', ['question']],
  ['Good morning to you', []],
  ['Good evening to you', []],
];
type Hearing = {
  atMs: number;
  items: (Post | Item)[];
  note: (conversation: Known, now: number) => void;
  of: Known;
  isFirst: boolean;
};

export type Month = {
  told: Told[];
  conversations: Known[];
  retimed: number;
  sweeps: number;
  /** How much of each kind happened. */
  counts: Record<string, number>;
};

export async function liveMonth(d: TestDesk, chance: () => number, endMs: number): Promise<Month> {
  const month: Month = { told: [], conversations: [], retimed: 0, sweeps: 0, counts: {} };
  const company = await openCompany(d);
  const live = { d, chance, month, company, waiting: [] as Hearing[], n: 0 };
  let atMs = MONTH_START;
  while (atMs < endMs) {
    const gapSeconds = atMs < MONTH_END ? EVENT_GAP_SECONDS : QUIET_GAP_SECONDS;
    atMs += 1000 * (60 + Math.floor(chance() * gapSeconds));
    const isDown = chance() < 0.01;
    if (isDown) {
      // Nothing runs for some hours: nothing is heard, nobody sweeps. What happened meanwhile is found afterwards.
      atMs += 1000 * (3600 + Math.floor(chance() * 20_000));
      await wakeUp(live, atMs);
    }
    await runTo(live, atMs);
    await happen(live, atMs);
    await changeInTime(live, company.changes, atMs);
  }
  await runTo(live, endMs + 40 * 86_400_000);
  return month;
}

type Live = {
  d: TestDesk;
  chance: () => number;
  month: Month;
  company: Company;
  waiting: Hearing[];
  n: number;
};

function setClock({ d }: Live, toMs: number): void {
  d.pass((toMs - d.desk.now().getTime()) / 1000);
}

/** Everything in its time until then: what is told late, and what comes due, found by two sweepers at once. */
async function runTo(live: Live, toMs: number): Promise<void> {
  for (;;) {
    const next = live.waiting.toSorted((a, b) => a.atMs - b.atMs)[0];
    if (next === undefined || next.atMs > toMs) break;
    live.waiting.splice(live.waiting.indexOf(next), 1);
    await sweepTo(live, next.atMs);
    setClock(live, next.atMs);
    await hear(live, next);
  }
  await sweepTo(live, toMs);
  setClock(live, toMs);
}

async function sweepTo(live: Live, toMs: number): Promise<void> {
  const { d, month } = live;
  for (;;) {
    const { rows } = await sql<{ at: Date | null }>`
      select least(
        (select min(wake_at) from turn where outcome is null and breached_at is null),
        (select min(wake_at) from resolution where resolved_at is null and breached_at is null)) at`.execute(
      d.database.db,
    );
    const at = rows[0]?.at ?? null;
    if (at === null || at.getTime() >= toMs) break;
    setClock(live, Math.max(at.getTime() + 1, d.desk.now().getTime()));
    await sweepTwice(live);
  }
  for (const { naive } of month.conversations) passTime(naive, toMs, month.told);
}

async function sweepTwice({ d, month }: Live): Promise<void> {
  const clock = { db: d.database.db, makeId: d.desk.makeId, now: d.desk.now, wait: d.desk.wait, log: () => {} };
  await Promise.all([sweep(clock), sweep(clock)]);
  month.sweeps += 1;
}

/** After hours in which nothing ran: one look at everything, then what had been said meanwhile. */
async function wakeUp(live: Live, nowMs: number): Promise<void> {
  const { month, company } = live;
  count(live, 'down');
  for (const one of live.waiting) if (one.atMs < nowMs) one.atMs = nowMs + 1000;
  setClock(live, nowMs);
  await sweepTwice(live);
  for (const { naive } of month.conversations) look(naive, company.brand, nowMs, month.told);
}

function count({ month }: Live, what: string): void {
  month.counts[what] = (month.counts[what] ?? 0) + 1;
}

async function hear(live: Live, { items, note, of: known, isFirst }: Hearing): Promise<void> {
  const { d, month, company } = live;
  const of = whereNow(known);
  const now = d.desk.now().getTime();
  await d.ear.hear(...items);
  if (isFirst) {
    const { rows } = await sql<{ id: string }>`
      select conversation_id id from message where channel_id = ${d.ear.channelId} and remote_id = ${of.root}`.execute(
      d.database.db,
    );
    of.id = rows[0]?.id ?? '';
    of.naive.id = of.id;
    month.conversations.push(of);
  }
  note(of, now);
  look(of.naive, company.brand, now, month.told);
}

function whereNow(known: Known): Known {
  return known.into === null ? known : whereNow(known.into);
}

/** The network tells us soon, sometimes hours later. */
function tellLater(
  live: Live,
  atMs: number,
  of: Known,
  items: (Post | Item)[],
  note: Hearing['note'],
  isFirst = false,
): void {
  const delay =
    live.chance() < 0.1 ? 1000 * Math.floor(live.chance() * 20_000) : 1000 * (1 + Math.floor(live.chance() * 20));
  // Nothing about a conversation is told before its first post.
  const before = live.waiting.find(one => one.of === of && one.isFirst)?.atMs ?? 0;
  live.waiting.push({ atMs: Math.max(atMs + delay, before + 1000), items, note, of, isFirst });
}

async function happen(live: Live, atMs: number): Promise<void> {
  const { chance, month } = live;
  const draw = chance();
  const n = ++live.n;
  const known = month.conversations.slice(-25);
  const one = known[Math.floor(chance() * known.length)];
  if (draw < 0.26 || one === undefined) return begin(live, atMs, n);
  if (draw < 0.38) return goOn(live, atMs, n, one);
  if (draw < 0.54) return answer(live, atMs, one);
  if (draw < 0.6) return typedElsewhere(live, atMs, n, one);
  if (draw < 0.65) return edit(live, atMs, one);
  if (draw < 0.7) return takeBack(live, atMs, one, chance() < 0.4);
  if (draw < 0.75) return regroup(live, one, chance());
  return decide(live, atMs, one, chance());
}

function said(live: Live, atMs: number, id: string, root: string): { text: string; naive: NaivePost } {
  const [text = '', intents = []] = TEXTS[Math.floor(live.chance() * TEXTS.length)] ?? [];
  const lang = live.chance() < 0.3 ? 'el-GR' : 'en';
  const naive = { id, root, at: atMs, own: false, holding: false, heardAt: 0, goneAt: null, intents, lang };
  return { text, naive };
}

function begin(live: Live, atMs: number, n: number): void {
  count(live, 'begun');
  const { text, naive } = said(live, atMs, `p${n}`, `p${n}`);
  // Some come back with another matter.
  const people = live.month.conversations.slice(-12);
  const again = live.chance() < 0.3 ? people[Math.floor(live.chance() * people.length)]?.person : undefined;
  const person = again ?? `person${n}`;
  const facts = { priority: 'normal', tags: [], team: null };
  const empty = { posts: [], closings: [], turns: new Map(), lastIntents: [], matters: [], pauses: [] };
  const conversation = { id: '', person, facts, ...empty, spoke: false, doneAt: null, matterAt: null };
  const root = naive.id;
  const of: Known = { id: '', roots: [root], root, person, naive: conversation, into: null, isPart: false };
  const item = post(naive.id, of.person, 0, { at: new Date(atMs), text, lang: naive.lang });
  tellLater(live, atMs, of, [item], stands(naive), true);
}

function stands(one: NaivePost): Hearing['note'] {
  return ({ naive }, now) => {
    one.heardAt = now;
    naive.posts.push(one);
    naive.spoke ||= !one.own;
  };
}

function goOn(live: Live, atMs: number, n: number, of: Known): void {
  count(live, 'went on');
  const parent = of.roots[Math.floor(live.chance() * of.roots.length)] ?? of.root;
  const root = of.isPart ? of.root : parent;
  const { text, naive } = said(live, atMs, `p${n}`, root);
  const item = post(naive.id, of.person, 0, {
    at: new Date(atMs),
    text,
    lang: naive.lang,
    parentRemoteId: parent,
    rootRemoteId: root,
  });
  tellLater(live, atMs, of, [item], stands(naive));
}

async function answer(live: Live, atMs: number, of: Known): Promise<void> {
  const { d, chance, company, month } = live;
  const holding = chance() < 0.2;
  const fails = chance() < 0.2;
  const input = { visibility: 'public' as const, text: `answer ${live.n}`, anyway: true, holding };
  const made = await reply(d.desk, company.agent, of.id, input).catch(unlessDeclined);
  if (made === null) return;
  count(live, fails ? 'failed' : holding ? 'held' : 'answered');
  const leaves = atMs + 6000;
  await runTo(live, leaves);
  if (fails) {
    d.street.next.push(() => {
      throw new NetworkFailure('refuse', 'No.', { said: 'No.' });
    });
  }
  await d.deliver(made.message.id);
  const stood = d.street.posts.find(one => one.key === made.message.id);
  if (stood !== undefined) {
    const own = { root: '', own: true, holding, heardAt: leaves, goneAt: null, intents: [], lang: null };
    of.naive.posts.push({ id: stood.remoteId, at: stood.at.getTime(), ...own });
  }
  look(of.naive, company.brand, leaves, month.told);
}

function unlessDeclined(error: unknown): null {
  if (error instanceof Refusal) return null;
  throw error;
}

function typedElsewhere(live: Live, atMs: number, n: number, of: Known): void {
  count(live, 'typed elsewhere');
  const [parentRemoteId = of.root] = of.roots;
  const item = post(`p${n}`, 'kestrel', 0, { at: new Date(atMs), parentRemoteId, rootRemoteId: of.root });
  const own = { root: of.root, own: true, holding: false, heardAt: 0, goneAt: null, intents: [], lang: null };
  tellLater(live, atMs, of, [item], stands({ id: item.remoteId, at: atMs, ...own }));
}

function edit(live: Live, atMs: number, of: Known): void {
  const mine = of.naive.posts.filter(one => !one.own && one.goneAt === null);
  const target = mine[Math.floor(live.chance() * mine.length)];
  const [text = '', intents = []] = TEXTS[Math.floor(live.chance() * TEXTS.length)] ?? [];
  if (target === undefined) return;
  count(live, 'edited');
  const item = {
    kind: 'edit' as const,
    remoteId: target.id,
    text,
    attachments: null,
    at: new Date(atMs),
    version: live.n,
  };
  tellSoon(live, atMs, of, item, () => {
    if (target.goneAt === null) target.intents = intents;
  });
}

function takeBack(live: Live, atMs: number, of: Known, ours: boolean): void {
  const posts = of.naive.posts.filter(one => one.own === ours && one.goneAt === null);
  const target = posts[Math.floor(live.chance() * posts.length)];
  if (target === undefined) return;
  count(live, ours ? 'answer deleted' : 'post deleted');
  const item = { kind: 'remove' as const, remoteId: target.id, at: new Date(atMs), by: 'author' as const };
  tellSoon(live, atMs, of, item, () => {
    target.goneAt ??= atMs;
    target.intents = [];
  });
}

/** Changes of one post come in their order. */
function tellSoon(live: Live, atMs: number, of: Known, item: Item, note: Hearing['note']): void {
  live.waiting.push({ atMs: atMs + 2000, items: [item], note, of, isFirst: false });
}

const PRIORITIES = ['normal', 'high', 'urgent'] as const;

async function decide(live: Live, atMs: number, of: Known, draw: number): Promise<void> {
  const { d, company, month, chance } = live;
  const { facts } = of.naive;
  if (draw < 0.2) {
    const priority = PRIORITIES[Math.floor(chance() * 3)] ?? 'normal';
    await prioritise(d.desk, company.agent, of.id, priority);
    facts.priority = priority;
    count(live, 'prioritised');
  } else if (draw < 0.35) {
    facts.tags = chance() < 0.6 ? ['vip'] : [];
    await tag(d.desk, company.agent, of.id, facts.tags);
    count(live, 'tagged');
  } else if (draw < 0.5) {
    facts.team = ['athens', 'york', null][Math.floor(chance() * 3)] ?? null;
    const teamId = facts.team === null ? null : (company.teams[facts.team] ?? null);
    await changeConversation(d.desk, company.agent, of.id, teaming(d.desk, company.agent, teamId));
    count(live, 'given to a team');
  } else if (draw < 0.6) return tagPerson(live, of);
  else if (draw < 0.76) await putAway(live, atMs, of);
  else if (draw < 0.9) await close(live, atMs, of, chance() < 0.5 ? 'unanswered' : 'not_needed');
  else await openAgain(live, of);
  look(of.naive, company.brand, atMs, month.told);
}

/** What a person is tagged with counts for all of theirs. */
async function tagPerson({ d, company, month, chance }: Live, { id, person }: Known): Promise<void> {
  const { rows } = await sql<{ id: string }>`select contact_id id from conversation where id = ${id}`.execute(
    d.database.db,
  );
  const tags = chance() < 0.7 ? ['friend'] : [];
  await changeContact(d.desk, company.agent, rows[0]?.id ?? '', { tags });
  company.brand.known.set(person, tags);
  month.counts['person tagged'] = (month.counts['person tagged'] ?? 0) + 1;
  const now = d.desk.now().getTime();
  for (const { naive } of month.conversations) if (naive.person === person) look(naive, company.brand, now, month.told);
}

/** For some hours or until they write; mostly because it is the customer's turn. */
async function putAway(live: Live, atMs: number, of: Known): Promise<void> {
  const { d, company, chance } = live;
  const until = chance() < 0.5 ? null : atMs + 1000 * (1800 + Math.floor(chance() * 90_000));
  const reason = chance() < 0.8 ? 'customer' : null;
  const at = until === null ? null : new Date(until);
  const done = await snooze(d.desk, company.agent, of.id, at, reason).catch(unlessDeclined);
  if (done === null) return;
  count(live, reason === null ? 'put away' : 'waited for');
  endPauses(of.naive, atMs);
  if (reason !== null) of.naive.pauses.push({ from: atMs, until: until ?? Number.POSITIVE_INFINITY });
  of.naive.doneAt = null;
}

async function regroup(live: Live, of: Known, draw: number): Promise<void> {
  const { d, month, company, chance } = live;
  const isUndone = chance() < 0.5;
  const other = month.conversations.findLast(one => one !== of && one.person === of.person && !one.isPart);
  const at = () => d.desk.now().getTime();
  const waitMs = 1000 * (60 + Math.floor(chance() * 800));
  const r: Regrouping = {
    d,
    agent: company.agent,
    all: month.conversations,
    wait: () => runTo(live, at() + waitMs),
    look: one => look(one.naive, company.brand, at(), month.told),
    statusOf: async id => (await rowOf(d, id)).status,
    messageIds: async id => {
      const { rows } = await sql<{ id: string; post: string }>`
        select id, remote_id post from message where conversation_id = ${id} and remote_id is not null`.execute(
        d.database.db,
      );
      return new Map(rows.map(row => [row.post, row.id]));
    },
  };
  if (of.isPart) return;
  if (other !== undefined && draw < 0.7) {
    if (await mergeTwo(r, of, other, isUndone)) count(live, isUndone ? 'merge undone' : 'merged');
    return;
  }
  const alive = of.naive.posts.filter(one => !one.own && one.goneAt === null && one.id === one.root);
  const more = of.naive.posts.filter(
    one => !one.own && one.goneAt === null && one.root === of.root && one.id !== of.root,
  );
  if (alive.length === 0 || more.length === 0) return;
  const goes = more.slice(-1 - Math.floor(chance() * 2)).map(one => one.id);
  if (await splitOff(r, of, goes, isUndone)) count(live, isUndone ? 'split undone' : 'split');
}

async function close(live: Live, atMs: number, of: Known, outcome: 'unanswered' | 'not_needed'): Promise<void> {
  const { d, company } = live;
  const before = await rowOf(d, of.id);
  if (before.status === 'resolved') return;
  await resolve(d.desk, company.agent, of.id, { openTurn: outcome, reason: 'seen to' });
  count(live, 'resolved');
  if (before.waits) of.naive.closings.push({ at: atMs, outcome });
  endPauses(of.naive, atMs);
  of.naive.doneAt = atMs;
}

async function openAgain(live: Live, of: Known): Promise<void> {
  const { d, company } = live;
  const before = await rowOf(d, of.id);
  if (before.status !== 'resolved') return;
  await reopen(d.desk, company.agent, of.id);
  count(live, 'reopened');
  const since = of.naive.doneAt;
  if (since !== null && before.isDecided) of.naive.closings = of.naive.closings.filter(one => one.at < since);
  of.naive.doneAt = null;
}

async function rowOf(d: TestDesk, id: string): Promise<{ status: string; waits: boolean; isDecided: boolean }> {
  const { rows } = await sql<{ status: string; waits: boolean; isDecided: boolean }>`
    select status, turn_id is not null waits, resolved_at is not null "isDecided" from conversation where id = ${id}`.execute(
    d.database.db,
  );
  return rows[0] ?? { status: '', waits: false, isDecided: false };
}

async function changeInTime(live: Live, changes: Company['changes'], nowMs: number): Promise<void> {
  const { month, company } = live;
  while (changes[0] !== undefined && changes[0][0] <= nowMs) {
    const [, change] = changes.shift() ?? [];
    // Somebody waits while it happens.
    const at = nowMs + 30_000;
    for (let n = 0; n < 10; n++) begin(live, nowMs, ++live.n);
    await runTo(live, at);
    month.retimed += (await change?.())?.retimed ?? 0;
    for (const { naive } of month.conversations) look(naive, company.brand, at, month.told);
  }
}
