/** A made-up day at a desk: who writes when, in what language, how long an answer takes, and when colleagues go quiet. Seeded. */
import type { Skill } from '../src/core/skill.ts';
import { makeChance } from '../tests/support/chance.ts';

export const MINUTE_MS = 60_000;

export type Arrival = {
  id: string;
  atMs: number;
  dueMs: number;
  language: string;
  network: string;
  intents: string[];
  tags: string[];
  messageCount: number;
  contact: number;
  /** What answering it takes, whoever does it. */
  handleMs: number;
};
export type Agent = { id: string; skills: Skill[]; capacity: number; quiet: Quiet[] };
/** The desk is closed without a word (knocks stop), or lies untouched. */
export type Quiet = { fromMs: number; untilMs: number; kind: 'closed' | 'untouched' };
export type Day = { arrivals: Arrival[]; agents: Agent[]; endMs: number };
export type DayOptions = { seed: number; agents: number; hours: number; perMinute: number; stormTimes: number };

const STORM_FROM_MINUTE = 180;
const STORM_MINUTES = 40;
const HANDLE_MEDIAN_MS = 3.2 * MINUTE_MS;
const HANDLE_SPREAD = 0.7;
const QUIET_EVERY_MS = 150 * MINUTE_MS;
const QUIET_MEDIAN_MS = 22 * MINUTE_MS;
const WRITES_AGAIN = 0.3;

const LANGUAGES = { en: 0.55, de: 0.16, es: 0.14, el: 0.1, ar: 0.05 };
const SPEAKS = { de: 0.34, es: 0.3, el: 0.22, ar: 0.14 };
const NETWORKS = { bluesky: 0.45, mastodon: 0.25, whatsapp: 0.3 };
const TOPICS = ['refund', 'repair', 'order', 'account'];

export function makeDay({ seed, agents, hours, perMinute, stormTimes }: DayOptions): Day {
  const chance = makeChance(seed);
  const endMs = hours * 60 * MINUTE_MS;
  const arrivals: Arrival[] = [];
  let contacts = 0;
  let atMs = 0;
  const again: { atMs: number; contact: number; language: string; network: string; count: number }[] = [];
  for (;;) {
    const minute = atMs / MINUTE_MS;
    const isStorm = minute >= STORM_FROM_MINUTE && minute < STORM_FROM_MINUTE + STORM_MINUTES;
    atMs += (-Math.log(1 - chance()) / (perMinute * (isStorm ? stormTimes : 1))) * MINUTE_MS;
    if (atMs >= endMs) break;
    const fresh = {
      atMs,
      contact: contacts++,
      language: pick(LANGUAGES, chance),
      network: pick(NETWORKS, chance),
      count: 1,
    };
    const turns = [fresh];
    for (let turn = fresh; chance() < WRITES_AGAIN; ) {
      turn = { ...turn, atMs: turn.atMs + logNormal(40 * MINUTE_MS, 0.5, chance), count: turn.count + 4 };
      turns.push(turn);
    }
    again.push(...turns.filter(turn => turn.atMs < endMs));
  }
  for (const [n, turn] of again.toSorted((a, b) => a.atMs - b.atMs).entries())
    arrivals.push(arrivalOf(n, turn, chance));
  return { arrivals, agents: Array.from({ length: agents }, (_, n) => agentOf(n, endMs, chance)), endMs };
}

type Turn = { atMs: number; contact: number; language: string; network: string; count: number };

/** Five minutes for danger and public complaints, half an hour and an hour for the rest. */
function arrivalOf(n: number, { atMs, contact, language, network, count }: Turn, chance: () => number): Arrival {
  const kind = pick({ danger: 0.02, complaint: 0.18, usual: 0.5, slow: 0.3 }, chance);
  const minutes = { danger: 5, complaint: 5, usual: 30, slow: 60 }[kind];
  return {
    id: `t${String(n).padStart(6, '0')}`,
    atMs,
    dueMs: atMs + minutes * MINUTE_MS,
    language,
    network,
    intents: kind === 'danger' || kind === 'complaint' ? [kind] : ['question'],
    tags: [TOPICS[Math.floor(chance() * TOPICS.length)] ?? 'order'],
    messageCount: count,
    contact,
    handleMs: logNormal(HANDLE_MEDIAN_MS, HANDLE_SPREAD, chance) * (kind === 'danger' ? 2 : 1),
  };
}

function agentOf(n: number, endMs: number, chance: () => number): Agent {
  const languages = [
    'en',
    ...Object.entries(SPEAKS).flatMap(([language, share]) => (chance() < share ? [language] : [])),
  ];
  const networks = chance() < 0.6 ? ['bluesky', 'mastodon', 'whatsapp'] : ['bluesky', 'mastodon'];
  const skills: Skill[] = [
    ...languages.map(value => ({ kind: 'language' as const, value })),
    ...networks.map(value => ({ kind: 'network' as const, value })),
    { kind: 'topic', value: TOPICS[n % TOPICS.length] ?? 'order' },
  ];
  const quiet: Quiet[] = [];
  for (let atMs = -Math.log(1 - chance()) * QUIET_EVERY_MS; atMs < endMs; ) {
    const untilMs = atMs + logNormal(QUIET_MEDIAN_MS, 0.6, chance);
    quiet.push({ fromMs: atMs, untilMs, kind: chance() < 0.5 ? 'closed' : 'untouched' });
    atMs = untilMs - Math.log(1 - chance()) * QUIET_EVERY_MS;
  }
  return { id: `a${String(n).padStart(3, '0')}`, skills, capacity: 6, quiet };
}

function pick<Key extends string>(shares: Record<Key, number>, chance: () => number): Key {
  const keys = Object.keys(shares) as Key[];
  let roll = chance();
  for (const key of keys) {
    roll -= shares[key];
    if (roll < 0) return key;
  }
  return keys.at(-1) as Key;
}

/** Box–Muller. */
function logNormal(median: number, spread: number, chance: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
  return median * Math.exp(spread * normal);
}
