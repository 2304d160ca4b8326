/** Lets the customers act, by an injected clock and timer. */
import { edit, read, remove, type Square, SquareRefusal, write } from '../square.ts';
import { roomOf } from '../square-state.ts';
import type { Pace } from '../token.ts';
import { between, oneOf } from './dice.ts';
import { makeHistory } from './history.ts';
import { idOf, type Matter, matterOf, personaOf, readMatterKey } from './matters.ts';
import { type CustomersOptions, countOpening, type Going, openMatter, topicFor } from './open-matter.ts';
import { personas } from './personas.ts';
import { type Deed, isOver, nextOf } from './plan.ts';
import { blow } from './storm.ts';
import type { Company } from './words.ts';

export const WAITING_LIMIT = 40;
const TICK_MS = 250;
/** For companies that wished for nothing in particular. */
const USUAL_PACE: Pace = { speed: 1, seed: 1 };
const NEW_MATTER_SECONDS = [5, 10] as const;
const NUDGE_SECONDS = [4, 9] as const;

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
    if (!isCompany) continue;
    await blow(options.square, { id, handle, name }, options.now());
    if (pace.speed <= 0) continue;
    const known = going.get(id) ?? (await begin(options, { id, handle, name }, pace));
    known.company = { id, handle, name };
    known.pace = pace;
    going.set(id, known);
    await goOn(options, known);
  }
}

async function begin(options: CustomersOptions, company: Company, pace: Pace): Promise<Going> {
  const state: Going = { company, pace, roots: new Map(), opened: 0, said: new Map(), nextAtMs: 0, nextNudgeAtMs: 0 };
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

async function goOn(options: CustomersOptions, going: Going): Promise<void> {
  const nowMs = options.now().getTime();
  const { speed, seed } = going.pace;
  const matters = openMatters(options, going, nowMs);
  await answerBack(options, going, matters, nowMs);
  await nudgeOnce(options, going, matters, nowMs);
  const waiting = matters.filter(matter => !isAnswered(matter, going.company)).length;
  if (nowMs < going.nextAtMs || waiting >= (options.waitingLimit ?? WAITING_LIMIT)) return;
  const busy = new Set(matters.map(({ root }) => root.by));
  const free = personas.filter(persona => !busy.has(idOf(persona)));
  if (free.length === 0) return;
  const pause = between(NEW_MATTER_SECONDS[0], NEW_MATTER_SECONDS[1], seed, 'pause', going.opened);
  going.nextAtMs = nowMs + (pause / speed) * 1000;
  const persona = oneOf(free, seed, 'who', going.opened);
  await openMatter(options, going, persona, topicFor(seed, going.opened, persona));
}

function openMatters({ square }: CustomersOptions, going: Going, nowMs: number): Matter[] {
  const open: Matter[] = [];
  for (const [personaId, rootId] of [...going.roots]) {
    const root = square.state.posts.get(rootId);
    const matter = root && matterOf(square, root);
    if (!matter || isOver(matter, going.company, nowMs, going.pace.speed)) going.roots.delete(personaId);
    else open.push(matter);
  }
  return open;
}

/** Whoever was answered reads and reacts in their own time, however many they are. */
async function answerBack(options: CustomersOptions, going: Going, matters: Matter[], nowMs: number): Promise<void> {
  for (const matter of matters) {
    if (!isAnswered(matter, going.company)) continue;
    const next = nextOf(matter, going.company, hasUnread(options.square, matter, going.company), going.pace.speed);
    if (next && next.dueAt <= nowMs) await perform(options, matter, going.company, next.deed);
  }
}

/** Those who wait take turns: the one who is most overdue, every few seconds, or the square would be one long chorus. */
async function nudgeOnce(options: CustomersOptions, going: Going, matters: Matter[], nowMs: number): Promise<void> {
  if (nowMs < going.nextNudgeAtMs) return;
  let most: { matter: Matter; dueAt: number; deed: Deed } | null = null;
  for (const matter of matters) {
    if (isAnswered(matter, going.company)) continue;
    const next = nextOf(matter, going.company, false, going.pace.speed);
    if (next && next.dueAt <= nowMs && (most === null || next.dueAt < most.dueAt)) most = { matter, ...next };
  }
  if (!most) return;
  const pause = between(NUDGE_SECONDS[0], NUDGE_SECONDS[1], going.pace.seed, 'nudge', most.matter.root.key ?? '');
  going.nextNudgeAtMs = nowMs + (pause / going.pace.speed) * 1000;
  await perform(options, most.matter, going.company, most.deed);
}

function isAnswered(matter: Matter, company: Company): boolean {
  return matter.posts.at(-1)?.by === company.id;
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

function hasUnread(square: Square, matter: Matter, company: Company): boolean {
  return matter.posts.some(({ id, room, by }) => room !== null && by === company.id && !square.state.read.has(id));
}
