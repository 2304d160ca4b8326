/** A month of a company with two teams: the product's side of it, and beside every deed a word to the naive clock. Seeded. */
import { sql } from 'kysely';
import { NetworkFailure } from '../../src/connectors/connector.ts';
import type { Interval } from '../../src/core/calendar/hours.ts';
import { ANYTHING, type Policy } from '../../src/core/policy.ts';
import type { Item, Post } from '../../src/core/post.ts';
import { Refusal } from '../../src/core/refusal.ts';
import { makeCalendars } from '../../src/services/calendars.ts';
import { changeConversation } from '../../src/services/change.ts';
import { sweep } from '../../src/services/clock.ts';
import type { Who } from '../../src/services/permit.ts';
import { makePolicies } from '../../src/services/policies.ts';
import { prioritise, teaming } from '../../src/services/prioritise.ts';
import { reply } from '../../src/services/reply.ts';
import { reopen, resolve } from '../../src/services/resolve.ts';
import { retime } from '../../src/services/retime.ts';
import { tag } from '../../src/services/tag.ts';
import { promise } from '../support/brand.ts';
import type { TestDesk } from '../support/desk.ts';
import { post } from '../support/hearing.ts';
import {
  look,
  type NaiveBrand,
  type NaiveConversation,
  type NaiveHours,
  type NaivePolicy,
  type NaivePost,
  passTime,
  type Told,
} from './naive-clock.ts';

export const MONTH_START = Date.parse('2026-10-12T00:00:00Z');
export const MONTH_END = Date.parse('2026-11-10T00:00:00Z');

const TEXTS: [text: string, intents: string[]][] = [
  ['It caught fire', ['danger']],
  ['My grinder is broken', ['complaint']],
  ['How long will it take?', ['question']],
  ['Good morning to you', []],
  ['Good evening to you', []],
];
const ATHENS: [number, number][][] = [
  ...Array.from({ length: 5 }, (): [number, number][] => [
    [540, 840],
    [900, 1080],
  ]),
  [[1320, 1560]],
  [],
];
const YORK: [number, number][][] = Array.from({ length: 7 }, () => [[480, 1200]]);

type Known = { id: string; root: string; person: string; naive: NaiveConversation; resolvedAt: number | null };
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

export async function liveMonth(d: TestDesk, chance: () => number, endMs = MONTH_END): Promise<Month> {
  const month: Month = { told: [], conversations: [], retimed: 0, sweeps: 0, counts: {} };
  const company = await openCompany(d);
  const live = { d, chance, month, company, waiting: [] as Hearing[], n: 0 };
  let atMs = MONTH_START;
  while (atMs < endMs) {
    atMs += 1000 * (60 + Math.floor(chance() * 4500));
    const isDown = chance() < 0.01;
    if (isDown) {
      // Nothing runs for some hours: nothing is heard, nobody sweeps. What happened meanwhile is found afterwards.
      atMs += 1000 * (3600 + Math.floor(chance() * 20_000));
      await wakeUp(live, atMs);
    }
    await runTo(live, atMs);
    await happen(live, atMs);
    await company.change(live, atMs);
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

type Company = {
  brand: NaiveBrand;
  lead: Who;
  agent: Who;
  teams: Record<string, string>;
  change(live: Live, nowMs: number): Promise<void>;
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

async function hear(live: Live, { items, note, of, isFirst }: Hearing): Promise<void> {
  const { d, month, company } = live;
  const now = d.desk.now().getTime();
  await d.ear.hear(...items);
  if (isFirst) {
    const { rows } = await sql<{ id: string }>`
      select conversation_id id from message where channel_id = ${d.ear.channelId} and remote_id = ${of.root}`.execute(
      d.database.db,
    );
    of.id = rows[0]?.id ?? '';
    month.conversations.push(of);
  }
  note(of, now);
  look(of.naive, company.brand, now, month.told);
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
  if (draw < 0.28 || one === undefined) return begin(live, atMs, n);
  if (draw < 0.4) return goOn(live, atMs, n, one);
  if (draw < 0.62) return answer(live, atMs, one);
  if (draw < 0.7) return typedElsewhere(live, atMs, n, one);
  if (draw < 0.75) return edit(live, atMs, one);
  if (draw < 0.8) return takeBack(live, atMs, one, chance() < 0.4);
  return decide(live, atMs, one, chance());
}

function said(live: Live, atMs: number, id: string): { text: string; naive: NaivePost } {
  const [text = '', intents = []] = TEXTS[Math.floor(live.chance() * TEXTS.length)] ?? [];
  const lang = live.chance() < 0.3 ? 'el-GR' : 'en';
  const naive = { id, at: atMs, own: false, holding: false, heardAt: 0, goneAt: null, intents, lang };
  return { text, naive };
}

function begin(live: Live, atMs: number, n: number): void {
  count(live, 'begun');
  const { text, naive } = said(live, atMs, `p${n}`);
  const facts = { priority: 'normal', tags: [], team: null };
  const conversation = { posts: [], closings: [], facts, turns: new Map(), lastLook: atMs };
  const of: Known = { id: '', root: naive.id, person: `person${n}`, naive: conversation, resolvedAt: null };
  const item = post(naive.id, of.person, 0, { at: new Date(atMs), text, lang: naive.lang });
  tellLater(live, atMs, of, [item], stands(naive), true);
}

function stands(one: NaivePost): Hearing['note'] {
  return ({ naive }, now) => {
    one.heardAt = now;
    naive.posts.push(one);
  };
}

function goOn(live: Live, atMs: number, n: number, of: Known): void {
  count(live, 'went on');
  const { text, naive } = said(live, atMs, `p${n}`);
  const item = post(naive.id, of.person, 0, {
    at: new Date(atMs),
    text,
    lang: naive.lang,
    parentRemoteId: of.root,
    rootRemoteId: of.root,
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
    const own = { own: true, holding, heardAt: leaves, goneAt: null, intents: [], lang: null };
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
  const item = post(`p${n}`, 'kestrel', 0, { at: new Date(atMs), parentRemoteId: of.root, rootRemoteId: of.root });
  const own = { own: true, holding: false, heardAt: 0, goneAt: null, intents: [], lang: null };
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
  if (draw < 0.25) {
    const priority = PRIORITIES[Math.floor(chance() * 3)] ?? 'normal';
    await prioritise(d.desk, company.agent, of.id, priority);
    facts.priority = priority;
    count(live, 'prioritised');
  } else if (draw < 0.45) {
    facts.tags = chance() < 0.6 ? ['vip'] : [];
    await tag(d.desk, company.agent, of.id, facts.tags);
    count(live, 'tagged');
  } else if (draw < 0.65) {
    facts.team = ['athens', 'york', null][Math.floor(chance() * 3)] ?? null;
    const teamId = facts.team === null ? null : (company.teams[facts.team] ?? null);
    await changeConversation(d.desk, company.agent, of.id, teaming(d.desk, company.agent, teamId));
    count(live, 'given to a team');
  } else if (draw < 0.82) await close(live, atMs, of, chance() < 0.5 ? 'unanswered' : 'not_needed');
  else await openAgain(live, of);
  look(of.naive, company.brand, atMs, month.told);
}

async function close(live: Live, atMs: number, of: Known, outcome: 'unanswered' | 'not_needed'): Promise<void> {
  const { d, company } = live;
  const before = await rowOf(d, of.id);
  if (before.status === 'resolved') return;
  await resolve(d.desk, company.agent, of.id, { openTurn: outcome, reason: 'seen to' });
  count(live, 'resolved');
  if (before.waits) of.naive.closings.push({ at: atMs, outcome });
  of.resolvedAt = atMs;
}

async function openAgain(live: Live, of: Known): Promise<void> {
  const { d, company } = live;
  const before = await rowOf(d, of.id);
  if (before.status !== 'resolved') return;
  await reopen(d.desk, company.agent, of.id);
  count(live, 'reopened');
  const since = of.resolvedAt;
  if (since !== null && before.isDecided) of.naive.closings = of.naive.closings.filter(one => one.at < since);
}

async function rowOf(d: TestDesk, id: string): Promise<{ status: string; waits: boolean; isDecided: boolean }> {
  const { rows } = await sql<{ status: string; waits: boolean; isDecided: boolean }>`
    select status, turn_id is not null waits, resolved_at is not null "isDecided" from conversation where id = ${id}`.execute(
    d.database.db,
  );
  return rows[0] ?? { status: '', waits: false, isDecided: false };
}

/** Hours, teams and promises; and what leads change of them as the month goes on. */
async function openCompany(d: TestDesk): Promise<Company> {
  const { db } = d.database;
  const { makeId, now } = d.desk;
  const lead = await d.colleague('Lea', 'lead');
  const agent = await d.colleague('Ann');
  const needs = { db, makeId, now };
  const calendars = makeCalendars({ ...needs, retime: who => retime(needs, who.brandId, who.agentId) });
  const policies = makePolicies(needs);
  const athens = (await calendars.add(lead, { name: 'Athens', timeZone: 'Europe/Athens', week: weekOf(ATHENS) }))
    .calendar;
  const york = (await calendars.add(lead, { name: 'York', timeZone: 'America/New_York', week: weekOf(YORK) })).calendar;
  const teams = { athens: makeId(), york: makeId() };
  for (const [name, calendarId] of [['athens', athens.id] as const, ['york', york.id] as const]) {
    await sql`insert into team (brand_id, id, name, calendar_id) values (${lead.brandId}, ${teams[name]}, ${name}, ${calendarId})`.execute(
      db,
    );
  }
  const hours: Record<'athens' | 'york', NaiveHours> = {
    athens: { zone: 'Europe/Athens', week: ATHENS, days: {} },
    york: { zone: 'America/New_York', week: YORK, days: {} },
  };
  const kept = await firstPolicies(policies, lead, d, york.id, athens.id);
  const brand: NaiveBrand = {
    policies: kept.map(one => one.naive),
    hoursFor: (asked, team) => {
      if (asked === 'always') return null;
      return asked === 'york' || (asked === 'team' && team === 'york') ? hours.york : hours.athens;
    },
  };
  const changes: [atMs: number, change: () => Promise<{ retimed: number }>][] = [
    [
      Date.parse('2026-10-20T10:30:00Z'),
      async () => {
        const rest = kept.at(-1);
        if (rest === undefined) throw new Error('the last policy is gone');
        rest.naive.first = 90;
        rest.naive.next = 400;
        return policies.change(lead, rest.id, { firstMinutes: 90, nextMinutes: 400 });
      },
    ],
    [
      Date.parse('2026-10-23T11:00:00Z'),
      async () => {
        hours.athens = { ...hours.athens, days: { '2026-10-28': [], '2026-11-02': [[600, 660]] } };
        const intervals = [{ fromMinute: 600, untilMinute: 660 }];
        await calendars.addHoliday(lead, athens.id, { date: '2026-10-28', name: 'Ohi day' });
        return calendars.addHoliday(lead, athens.id, { date: '2026-11-02', name: 'Stocktaking', intervals });
      },
    ],
    [
      Date.parse('2026-11-01T05:30:00Z'),
      async () => {
        const order = [2, 0, 1, 3, 4].flatMap(place => kept[place] ?? []);
        brand.policies = order.map(one => one.naive);
        return policies.order(
          lead,
          order.map(one => one.id),
        );
      },
    ],
  ];
  return { brand, lead, agent, teams, change: (live, nowMs) => changeInTime(live, changes, nowMs) };
}

async function changeInTime(
  live: Live,
  changes: [number, () => Promise<{ retimed: number }>][],
  nowMs: number,
): Promise<void> {
  const { month, company } = live;
  while (changes[0] !== undefined && changes[0][0] <= nowMs) {
    const [, change] = changes.shift() ?? [];
    // Somebody waits while it happens.
    const at = nowMs + 30_000;
    for (let n = 0; n < 5; n++) begin(live, nowMs, ++live.n);
    await runTo(live, at);
    month.retimed += (await change?.())?.retimed ?? 0;
    for (const { naive } of month.conversations) look(naive, company.brand, at, month.told);
  }
}

type Kept = { id: string; naive: NaivePolicy };

async function firstPolicies(
  policies: ReturnType<typeof makePolicies>,
  lead: Who,
  d: TestDesk,
  yorkId: string,
  athensId: string,
): Promise<Kept[]> {
  await promise(d.database.db, lead.brandId, 1);
  const [first] = await policies.list(lead);
  const wanted: [Omit<Policy, 'id' | 'resolutionMinutes' | 'steps'>, NaivePolicy['fits'], NaivePolicy['hours']][] = [
    [
      wish('Danger', 5, 5, { kind: 'always' }, [0.5, 0.8], { intents: ['danger'] }),
      f => f.intents.includes('danger'),
      'always',
    ],
    [
      wish('Urgent', 15, 20, { kind: 'calendar', calendarId: yorkId }, [0.5, 0.8], { priorities: ['urgent'] }),
      f => f.priority === 'urgent',
      'york',
    ],
    [
      wish('Important people', 60, 45, { kind: 'team' }, [0.25, 0.75], { tags: ['VIP'] }),
      f => f.tags.includes('vip'),
      'team',
    ],
    [
      wish('Greek', 30, null, { kind: 'calendar', calendarId: athensId }, [0.5], { languages: ['el'] }),
      f => f.lang?.startsWith('el') ?? false,
      'athens',
    ],
    [wish('The rest', 120, 240, { kind: 'team' }, [0.5, 0.8], {}), () => true, 'team'],
  ];
  const kept: Kept[] = [];
  for (const [one, fits, hours] of wanted) {
    const row = { ...one, resolutionMinutes: null, steps: [] };
    const { id } = await policies.add(lead, row, false);
    const { name, firstMinutes, nextMinutes, warnings } = one;
    kept.push({
      id,
      naive: { name, fits, first: firstMinutes, next: nextMinutes, resolution: null, hours, warnings: [...warnings] },
    });
  }
  if (first !== undefined) await policies.remove(lead, first.id);
  return kept;
}

function wish(
  name: string,
  firstMinutes: number,
  nextMinutes: number | null,
  hours: Policy['hours'],
  warnings: number[],
  asked: Partial<Policy['conditions']>,
): Omit<Policy, 'id' | 'resolutionMinutes' | 'steps'> {
  return { name, firstMinutes, nextMinutes, hours, warnings, conditions: { ...ANYTHING, ...asked } };
}

function weekOf(week: [number, number][][]): Interval[][] {
  return week.map(day => day.map(([fromMinute, untilMinute]) => ({ fromMinute, untilMinute })));
}
