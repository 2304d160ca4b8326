import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, openDatabase } from '../src/store/db.ts';
import { appendEvents, type NewEvent } from '../src/store/events.ts';
import type { Bench, BenchReport } from './bench.ts';
import type { Heard, Wish } from './live-clients.ts';
import type { Place, Spent, Wire } from './live-server.ts';

const DELAY_TARGET_MS = 250;
const WARM_UP_SECONDS = 2;
/** Until what was written last has arrived. */
const SETTLE_MS = 2_000;

export const bench: Bench = {
  about:
    'The event log on its way to many open desks: one server process, the desks in a second one, the writer in a third. Delay is from the writing of an event to its arrival at a desk.',
  options: {
    clients: { default: 1_000, about: 'open desks' },
    rate: { default: 30, about: 'events a second, each about a kilobyte, each for every desk' },
    seconds: { default: 10, about: 'how long' },
  },
  async run({ clients = 1_000, rate = 30, seconds = 10 }, { say }): Promise<BenchReport> {
    say(`Server-sent events: ${clients} desks …`);
    const ours = await measure('sse', { clients, rate, seconds });
    say(`WebSocket, one message an event: ${clients} desks …`);
    const theirs = await measure('websocket', { clients, rate, seconds });
    const beside = (value: number, unit: string) =>
      `WebSocket, uncoalesced: ${Math.round(value).toLocaleString('en')} ${unit}`;
    return {
      figures: {
        events_per_cpu_s: Math.round(ours.eventsPerCpuSecond),
        delay_p50_ms: round(ours.delayP50Ms),
        delay_p99_ms: round(ours.delayP99Ms),
        kb_per_client: round(ours.kbPerClient),
        missed: ours.missed,
        websocket_events_per_cpu_s: Math.round(theirs.eventsPerCpuSecond),
        websocket_delay_p99_ms: round(theirs.delayP99Ms),
        websocket_kb_per_client: round(theirs.kbPerClient),
      },
      rows: [
        {
          what: 'events delivered in a second of the server’s processor',
          value: ours.eventsPerCpuSecond,
          unit: 'events',
          beside: beside(theirs.eventsPerCpuSecond, 'events'),
        },
        { what: 'delay, median', value: ours.delayP50Ms, unit: 'ms', beside: beside(theirs.delayP50Ms, 'ms') },
        {
          what: 'delay, p99',
          value: ours.delayP99Ms,
          unit: 'ms',
          target: `< ${DELAY_TARGET_MS}`,
          isMet: ours.delayP99Ms < DELAY_TARGET_MS,
          beside: beside(theirs.delayP99Ms, 'ms'),
        },
        {
          what: 'memory of the server for each desk',
          value: ours.kbPerClient,
          unit: 'KB',
          beside: beside(theirs.kbPerClient, 'KB'),
        },
        {
          what: 'events that did not arrive',
          value: ours.missed,
          unit: 'events',
          target: '0',
          isMet: ours.missed === 0,
        },
      ],
      notes: [
        `${rate} events a second to each of ${clients} desks for ${seconds} s. Processor time is of the server alone; the desks and the writer share the machine with it.`,
        'The database runs with fsync off here: what is measured is the way from the log to the desks (see `bench ingest` for the writing).',
      ],
    };
  },
};

type Load = { clients: number; rate: number; seconds: number };
type Outcome = {
  eventsPerCpuSecond: number;
  delayP50Ms: number;
  delayP99Ms: number;
  kbPerClient: number;
  missed: number;
};

async function measure(wire: Wire, { clients, rate, seconds }: Load): Promise<Outcome> {
  const server = start('live-server.ts', ['--expose-gc']);
  const desks = start('live-clients.ts');
  try {
    const place = await ask<Place>(server, { wire });
    const empty = await ask<Spent>(server, 'spent');
    const wish: Wish = { ...place, wire, clients };
    await ask(desks, wish);
    const database = openDatabase(place.connection, { max: 2 });
    await write(database, rate, WARM_UP_SECONDS);
    await sleep(SETTLE_MS);
    const before = await ask<Spent>(server, 'spent');
    await ask(desks, 'begin');
    const written = await write(database, rate, seconds);
    await sleep(SETTLE_MS);
    const after = await ask<Spent>(server, 'spent');
    const heard = await ask<Heard>(desks, 'end');
    await database.close();
    return {
      eventsPerCpuSecond: heard.events / (after.cpuSeconds - before.cpuSeconds),
      delayP50Ms: heard.delayP50Ms,
      delayP99Ms: heard.delayP99Ms,
      kbPerClient: (before.rssKb - empty.rssKb) / clients,
      missed: written * clients - heard.events,
    };
  } finally {
    desks.kill();
    server.disconnect();
  }
}

/** Writes at an even pace, as an ingest of that rate would: one transaction an event. @returns how many */
async function write(database: Database, rate: number, seconds: number): Promise<number> {
  const total = rate * seconds;
  const startMs = performance.now();
  for (let n = 0; n < total; n++) {
    const waitMs = startMs + (n * 1000) / rate - performance.now();
    if (waitMs > 1) await sleep(waitMs);
    await database.db.transaction().execute(tx => appendEvents(tx, [makeEvent()]));
  }
  return total;
}

/** Of a usual size; the kind is one that carries no ids of rows that are not there. */
function makeEvent(): NewEvent {
  const said = 'My grinder has been making a noise since Tuesday. '.repeat(22);
  const data = {
    kind: 'channel.changed',
    channelId: '00000000-0000-7000-8000-000000000001',
    state: 'active',
    said,
  } as const;
  return { brandId: 1, at: new Date(), inboxId: null, conversationId: null, actorId: null, data };
}

function start(file: string, flags: string[] = []): ChildProcess {
  return fork(join(import.meta.dirname, file), { execArgv: flags, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

/** One question, one answer. */
function ask<Answer>(child: ChildProcess, question: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    child.once('message', answer => resolve(answer as Answer));
    child.once('exit', code => reject(new Error(`a process of the benchmark ended with ${code}`)));
    child.send(question as object);
  });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
