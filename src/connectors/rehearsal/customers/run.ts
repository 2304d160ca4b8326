/** Lets the customers act, by an injected clock and timer. */
import { edit, enter, hang, read, remove, type Square, SquareRefusal, write } from '../square.ts';
import { roomOf, type SquarePost } from '../square-state.ts';
import type { Every } from '../stream.ts';
import type { Pace } from '../token.ts';
import { between, dice, oneOf, weighted } from './dice.ts';
import { idOf, type Matter, matterKey, matterOf, personaOf, readMatterKey } from './matters.ts';
import { type Persona, personas } from './personas.ts';
import { type Deed, isOver, nextOf } from './plan.ts';
import { type Company, lineOf, opening, type Topic } from './words.ts';

export type CustomersOptions = {
  square: Square;
  /** No channel, no customers. */
  hasChannel: () => boolean | Promise<boolean>;
  now: () => Date;
  every: Every;
  log: (level: 'warn' | 'error', message: string, facts: Record<string, unknown>) => void;
  /** Matters that wait for an answer at once; past it only those who are there already speak. */
  waitingLimit?: number;
};

export const WAITING_LIMIT = 40;
const TICK_MS = 250;
/** For companies that wished for nothing in particular. */
const USUAL_PACE: Pace = { speed: 1, seed: 1 };
const NEW_MATTER_SECONDS = [5, 10] as const;
const HISTORY_PEOPLE = 25;
const HISTORY_MINUTES = 9;
const PAST_MATTERS = 6;
const HOUR_MS = 3_600_000;

const TOPICS: Record<Exclude<Topic, 'spam'>, number> = {
  complaint: 40,
  question: 17,
  request: 11,
  praise: 8,
  aside: 13,
  whisper: 5,
  danger: 3,
  noise: 3,
};

/** What is under way with one company. The square holds the truth; this only saves looking for it. */
type Going = {
  company: Company;
  pace: Pace;
  roots: Map<string, string>;
  opened: number;
  /** How many openings of a topic there were in a language, so that no line comes twice before all have come once. */
  said: Map<string, number>;
  nextAtMs: number;
};

/** Begins; the returned function ends it. Each tick does at most what the speed allows. */
export function startCustomers(options: CustomersOptions): () => void {
  const going = new Map<string, Going>();
  let isBusy = false;
  return options.every(TICK_MS, () => {
    if (isBusy) return;
    isBusy = true;
    tick(options, going)
      .catch(err => options.log('error', 'A rehearsal customer stumbled', { err }))
      .finally(() => {
        isBusy = false;
      });
  });
}

/** One look around. Separate from the timer for tests and for filling a square quickly. */
export async function tick(options: CustomersOptions, going: Map<string, Going>): Promise<void> {
  if (!(await options.hasChannel())) return;
  for (const { id, handle, name, isCompany, pace = USUAL_PACE } of [...options.square.state.people.values()]) {
    if (!isCompany || pace.speed <= 0) continue;
    const known = going.get(id) ?? (await begin(options, { id, handle, name }, pace));
    known.company = { id, handle, name };
    known.pace = pace;
    going.set(id, known);
    await goOn(options, known);
  }
}

async function begin(options: CustomersOptions, company: Company, pace: Pace): Promise<Going> {
  const state: Going = { company, pace, roots: new Map(), opened: 0, said: new Map(), nextAtMs: 0 };
  for (const post of options.square.state.posts.values()) {
    const key = readMatterKey(post);
    if (key?.companyId !== company.id) continue;
    state.opened = Math.max(state.opened, key.n + 1);
    state.roots.set(post.by, post.id);
    const persona = personaOf(post);
    if (persona) countOpening(state, key.topic, persona);
  }
  if (state.opened === 0) await makeHistory(options, state);
  return state;
}

/** A company that has just moved in finds people who know it: some served in days gone by, most waiting since minutes. */
async function makeHistory(options: CustomersOptions, going: Going): Promise<void> {
  const nowMs = options.now().getTime();
  const { seed, speed } = going.pace;
  const cast = shuffled(personas, seed);
  for (const persona of cast.filter(({ part }) => part === 'customer').slice(0, PAST_MATTERS)) {
    const at = new Date(nowMs - between(20, 70, seed, 'past', persona.handle) * HOUR_MS);
    const topic = dice(seed, 'past topic', persona.handle) < 0.7 ? 'complaint' : 'question';
    const root = await openMatter(options, going, persona, topic, at);
    const answerMs = at.getTime() + between(0.05, 1.2, root.id, 'answer') * HOUR_MS;
    const text = lineOf('answers', persona, going.company, root.key ?? '', root.id);
    const answer = await write(options.square, {
      by: going.company.id,
      text,
      lang: persona.lang,
      parentId: root.id,
      at: new Date(answerMs),
    });
    const thanks = lineOf('thanks', persona, going.company, root.key ?? '', root.id);
    const thanksAt = new Date(answerMs + between(60, 900, root.id, 'thanks') * 1000);
    const key = `thanks ${answer.id}`;
    await write(options.square, {
      by: root.by,
      text: thanks,
      lang: persona.lang,
      parentId: answer.id,
      key,
      at: thanksAt,
    });
  }
  const people = cast.slice(-HISTORY_PEOPLE);
  for (const [i, persona] of people.entries()) {
    const minutesAgo = HISTORY_MINUTES * (1 - i / people.length);
    const at = new Date(nowMs - (minutesAgo * 60_000) / speed);
    await openMatter(options, going, persona, topicFor(seed, going.opened, persona), at);
  }
}

async function goOn(options: CustomersOptions, going: Going): Promise<void> {
  const nowMs = options.now().getTime();
  const { square } = options;
  const { speed, seed } = going.pace;
  let waiting = 0;
  let acts = Math.ceil(speed / 10);
  const busy = new Set<string>();
  for (const [personaId, rootId] of [...going.roots]) {
    const root = square.state.posts.get(rootId);
    const matter = root && matterOf(square, root);
    if (!matter || isOver(matter, going.company, nowMs, speed)) {
      going.roots.delete(personaId);
      continue;
    }
    busy.add(personaId);
    if (matter.posts.at(-1)?.by !== going.company.id) waiting++;
    const next = nextOf(matter, going.company, hasUnread(square, matter, going.company), speed);
    if (next && next.dueAt <= nowMs && acts > 0) {
      acts--;
      await perform(options, matter, going.company, next.deed);
    }
  }
  if (nowMs < going.nextAtMs || waiting >= (options.waitingLimit ?? WAITING_LIMIT)) return;
  const free = personas.filter(persona => !busy.has(idOf(persona)));
  if (free.length === 0) return;
  const pause = between(NEW_MATTER_SECONDS[0], NEW_MATTER_SECONDS[1], seed, 'pause', going.opened);
  going.nextAtMs = nowMs + (pause / speed) * 1000;
  const persona = oneOf(free, seed, 'who', going.opened);
  await openMatter(options, going, persona, topicFor(seed, going.opened, persona));
}

async function openMatter(
  options: CustomersOptions,
  going: Going,
  persona: Persona,
  topic: Topic,
  at?: Date,
): Promise<SquarePost> {
  const { square } = options;
  const { company, pace } = going;
  const n = going.opened++;
  await enter(square, { handle: persona.handle, name: persona.name, isCompany: false });
  const key = matterKey(company.id, topic, n);
  const withPicture = topic === 'complaint' && dice(pace.seed, 'picture', n) < 0.2;
  const drawing = Math.floor(dice(pace.seed, 'drawing', n) * 0xffff);
  const description = dice(pace.seed, 'described', n) < 0.6 ? lineOf('pictures', persona, company, key, key) : null;
  const post = await write(square, {
    by: idOf(persona),
    text: opening(topic, persona, company, countOpening(going, topic, persona), key),
    lang: dice(pace.seed, 'says language', n) < 0.7 ? persona.lang : null,
    privatelyTo: topic === 'whisper' ? company.id : null,
    pictures: withPicture ? [{ id: await hang(square, { kind: 'drawn', seed: drawing }), description }] : [],
    key,
    ...(at ? { at } : {}),
  });
  going.roots.set(post.by, post.id);
  return post;
}

async function perform(options: CustomersOptions, matter: Matter, company: Company, deed: Deed): Promise<void> {
  const { square } = options;
  const by = matter.root.by;
  try {
    if (deed.kind === 'read') await read(square, roomOf(company.id, by), by);
    if (deed.kind === 'edit') await edit(square, deed.id, by, deed.text);
    if (deed.kind === 'remove') await remove(square, deed.id, by);
    if (deed.kind === 'say') {
      const { text, parentId, key, privately } = deed;
      const lang = matter.root.lang;
      await write(square, { by, text, lang, parentId, key, privatelyTo: privately ? company.id : null });
    }
  } catch (error) {
    // Somebody playing this customer on the page may have deleted what they were about to answer.
    if (!(error instanceof SquareRefusal)) throw error;
    options.log('warn', 'A rehearsal customer could not go on', { said: error.message });
  }
}

/** @returns how many there were before */
function countOpening(going: Going, topic: Topic, persona: Persona): number {
  const list = `${topic} ${persona.lang}`;
  const before = going.said.get(list) ?? 0;
  going.said.set(list, before + 1);
  return before;
}

function topicFor(seed: number, n: number, persona: Persona): Topic {
  return persona.part === 'spam' ? 'spam' : weighted(TOPICS, seed, 'topic', n);
}

function hasUnread(square: Square, matter: Matter, company: Company): boolean {
  return matter.posts.some(({ id, room, by }) => room !== null && by === company.id && !square.state.read.has(id));
}

function shuffled(list: readonly Persona[], seed: number): Persona[] {
  return list.toSorted((a, b) => dice(seed, a.handle) - dice(seed, b.handle));
}
