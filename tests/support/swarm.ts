/**
 * An hour of many agents on many conversations, through the real services on a real database, the clock passed in: everybody at
 * once takes what is next, what catches the eye or what they were given, answers, lets go of it, or leaves without a word.
 */
import { sql } from 'kysely';
import { Refusal } from '../../src/core/refusal.ts';
import { claim, next } from '../../src/services/claim.ts';
import type { Who } from '../../src/services/permit.ts';
import { knock } from '../../src/services/presence.ts';
import { reply } from '../../src/services/reply.ts';
import { reviveAnswers } from '../../src/services/revive.ts';
import { routeOnce } from '../../src/services/route-work.ts';
import { makeTeams } from '../../src/services/teams.ts';
import { makeChance } from './chance.ts';
import { complaint, type TestDesk, testDesk } from './desk.ts';
import { person } from './hearing.ts';
import { cutAfter, failing } from './street.ts';

export type SwarmOptions = { agents: number; conversations: number; minutes: number; seed: number };
export type Swarmed = {
  /** Customers' turns that stand on the network with more than one answer. */
  doubles: number;
  /** Customers' turns without any, once everybody has worked on. */
  forgotten: number;
  turns: number;
  /** Answers refused because a colleague had it, or had answered. */
  refused: number;
  given: number;
  returned: number;
};

const STEP_MINUTES = 3;
const ACTS_SHARE = 0.5;
const LEAVES_SHARE = 0.03;
const WRITES_AGAIN_SHARE = 0.02;

type Agent = { who: Who; chance: () => number; quietUntil: number };
type World = SwarmOptions & { d: TestDesk; chance: () => number; ids: string[]; refused: number; heard: number };

export async function runSwarm(options: SwarmOptions): Promise<Swarmed> {
  const endings: (() => unknown)[] = [];
  try {
    return await swarm(
      await testDesk({ after: ending => endings.push(ending) }, { max: 20, idempotency: 'lookup' }),
      options,
    );
  } finally {
    for (const ending of endings.reverse()) await ending();
  }
}

async function swarm(d: TestDesk, options: SwarmOptions): Promise<Swarmed> {
  const world: World = { ...options, d, chance: makeChance(options.seed), ids: [], refused: 0, heard: 0 };
  const agents = await hire(world);
  trouble(world);
  let [given, returned] = [0, 0];
  const steps = Math.ceil(options.minutes / STEP_MINUTES);
  for (let step = 0; step < steps; step++) {
    d.pass(STEP_MINUTES * 60);
    await customersWrite(world, step, steps);
    // Nobody answers in the very millisecond in which a post came.
    d.pass(5);
    await Promise.all(agents.map(agent => arrive(world, agent, step)));
    const looks = await Promise.all([routeOnce(d.desk), routeOnce(d.desk)]);
    for (const look of looks) [given, returned] = [given + look.given, returned + look.returned];
    await Promise.all(agents.map(agent => act(world, agent, step)));
    await deliver(d);
    // Plans made for empty tables are slow on full ones; a running desk is analysed by itself.
    if (step < 4) await sql`analyze`.execute(d.database.db);
  }
  await finish(world, agents);
  return { ...(await judge(world)), refused: world.refused, given, returned };
}

/** Half of them are handed their work; the others help themselves. */
async function hire({ d, agents, seed }: World): Promise<Agent[]> {
  const people: Agent[] = [];
  for (let n = 0; n < agents; n++)
    people.push({ who: await d.colleague(`Agent ${n}`), chance: makeChance(seed * 1000 + n), quietUntil: 0 });
  const lead = await d.colleague('Lea', 'lead');
  const members = people.filter((_, n) => n % 2 === 0).map(({ who }) => who.agentId);
  await makeTeams(d.desk).make(lead, { name: 'Care', handsOut: 'push', members, inboxes: [d.ear.inboxId] });
  return people;
}

/** The network slows down, cuts and keeps silent now and then. */
function trouble({ d, chance, conversations }: World): void {
  const ways = [failing('retry', 'Slow down'), cutAfter, failing('unsure', 'Silence')];
  for (let n = 0; n < conversations / 2; n++) {
    const way = ways[Math.floor(chance() * ways.length * 3)];
    d.street.next.push(way ?? (take => take()));
  }
}

/** Most write in the first half of the hour; some of those who were answered write once more. */
async function customersWrite(world: World, step: number, steps: number): Promise<void> {
  const { d, conversations, chance } = world;
  const until = Math.min(conversations, Math.ceil((conversations * (step + 1)) / (steps * 0.6)));
  const at = d.desk.now();
  const fresh = Array.from({ length: until - world.heard }, (_, k) => {
    const n = world.heard + k;
    return complaint({ remoteId: `p${n}`, author: person(`c${n}`), at });
  });
  world.heard = until;
  const { rows } = await sql<{ remoteId: string; author: string }>`
    select m.remote_id "remoteId", i.remote_id author from conversation c
    join message m on m.brand_id = c.brand_id and m.conversation_id = c.id and m.direction = 'in'
    join identity i on i.brand_id = c.brand_id and i.id = c.identity_id
    where c.brand_id = ${d.ear.brandId} and c.turn_id is null and c.status = 'waiting' and m.remote_id not like '%again'
      and not exists (select from message o
        where o.brand_id = c.brand_id and o.channel_id = c.channel_id and o.remote_id = m.remote_id || 'again')
    order by m.remote_id`.execute(d.database.db);
  const again = rows
    .filter(() => chance() < WRITES_AGAIN_SHARE)
    .map(row =>
      complaint({ remoteId: `${row.remoteId}again`, author: person(row.author), parentRemoteId: row.remoteId, at }),
    );
  if (fresh.length + again.length > 0) await d.ear.hear(...fresh, ...again);
  const { rows: open } = await sql<{ id: string }>`
    select id from conversation where turn_id is not null order by id`.execute(d.database.db);
  world.ids = open.map(({ id }) => id);
}

/** Who is at an open desk knocks; who left does not, for a while. */
async function arrive({ d }: World, agent: Agent, step: number): Promise<void> {
  if (agent.quietUntil <= step) await knock(d.desk, agent.who, { active: true });
}

async function act(world: World, agent: Agent, step: number): Promise<void> {
  if (agent.quietUntil > step || agent.chance() > ACTS_SHARE) return;
  if (agent.chance() < LEAVES_SHARE) {
    agent.quietUntil = step + 2 + Math.floor(agent.chance() * 4);
    return;
  }
  const id = await choose(world, agent);
  if (id === undefined) return;
  // Some look at it, begin, and leave it there.
  if (agent.chance() < 0.1) await declined(world, () => claim(world.d.desk, agent.who, id));
  else await declined(world, () => answer(world.d, agent.who, id));
}

async function choose({ d, ids }: World, { who, chance }: Agent): Promise<string | undefined> {
  const roll = chance();
  if (roll < 0.4) return (await next(d.desk, who, [])).conversation?.id;
  if (roll < 0.7) {
    const { rows } = await sql<{ id: string }>`
      select id from conversation where assignee_id = ${who.agentId} and turn_id is not null order by due_at, id limit 1`.execute(
      d.database.db,
    );
    if (rows[0] !== undefined) return rows[0].id;
  }
  return ids[Math.floor(chance() * ids.length)];
}

async function answer(d: TestDesk, who: Who, id: string): Promise<void> {
  const { rows } = await sql<{ id: string; direction: string; waits: boolean }>`
    select m.id, m.direction, c.turn_id is not null waits from conversation c
    join message m on m.brand_id = c.brand_id and m.conversation_id = c.id
    where c.brand_id = ${d.ear.brandId} and c.id = ${id} order by m.at, m.id`.execute(d.database.db);
  const last = rows.at(-1);
  if (last === undefined || !last.waits || last.direction === 'out') return;
  await reply(d.desk, who, id, { visibility: 'public', text: 'Sorry!', seen: last.id });
}

async function declined(world: World, deed: () => Promise<unknown>): Promise<void> {
  try {
    await deed();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (!['colleague_answered', 'claimed_by_colleague'].includes(error.code)) throw error;
    world.refused += 1;
  }
}

/** Two senders at once, as two processes would; some of it twice. */
async function deliver(d: TestDesk): Promise<number> {
  d.pass(10);
  await reviveAnswers(d.desk);
  const { rows } = await sql<{ id: string }>`
    select id from message where delivery in ('queued', 'sending', 'unsure')`.execute(d.database.db);
  await Promise.all([...rows, ...rows.slice(0, rows.length / 8)].map(({ id }) => d.deliver(id)));
  return rows.length;
}

const ROUNDS = 100;
const LATE_SHIFT = 20;

/** The network recovers; a late shift works on until nobody waits. What the others held goes back to them. */
async function finish(world: World, agents: readonly Agent[]): Promise<void> {
  const { d } = world;
  d.street.next.length = 0;
  const shift = agents.slice(0, LATE_SHIFT);
  for (let round = 0; round < ROUNDS; round++) {
    d.pass(150);
    await Promise.all(shift.map(({ who }) => knock(d.desk, who, { active: true })));
    await routeOnce(d.desk);
    const served = await Promise.all(
      shift.map(async ({ who }) => {
        const { conversation } = await next(d.desk, who, []);
        if (conversation !== null) await declined(world, () => answer(d, who, conversation.id));
        return conversation !== null;
      }),
    );
    const left = await deliver(d);
    if (left === 0 && !served.includes(true) && (await waiting(d)) === 0) return;
  }
}

async function waiting(d: TestDesk): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int n from conversation where turn_id is not null`.execute(d.database.db);
  return rows[0]?.n ?? 0;
}

/** The network's own book, not ours: each post of a customer is one turn here, because nobody writes again unanswered. */
async function judge({ d }: World): Promise<Pick<Swarmed, 'doubles' | 'forgotten' | 'turns'>> {
  const { rows } = await sql<{ remoteId: string }>`
    select remote_id "remoteId" from message where direction = 'in'`.execute(d.database.db);
  const answers = Map.groupBy(d.street.posts, one => one.to.remoteId);
  const doubles = [...answers.values()].filter(posts => posts.length > 1).length;
  return { doubles, forgotten: rows.filter(row => !answers.has(row.remoteId)).length, turns: rows.length };
}
