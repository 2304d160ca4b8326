/** The desks of `bench live`, in a process of their own. Every one is counted; one in ten is read for delays. */
import { Agent, get } from 'node:http';
import { WebSocket } from 'ws';
import type { Place, Wire } from './live-server.ts';

export type Wish = Place & { wire: Wire; clients: number };
/** `events`: over all desks together. */
export type Heard = { events: number; delayP50Ms: number; delayP99Ms: number };

const READ_EVERY = 10;
const CONNECT_AT_ONCE = 50;
const EVENT = Buffer.from('{"seq":');
/** Number and time stand within the first bytes of an event. */
const HEAD_BYTES = 60;

let events = 0;
let delays: number[] = [];

process.on('message', async (question: Wish | 'begin' | 'end') => {
  if (question === 'end') process.send?.(summary());
  else if (question === 'begin') {
    events = 0;
    delays = [];
    process.send?.('begun');
  } else {
    await connect(question);
    process.send?.('connected');
  }
});

async function connect({ url, token, wire, clients }: Wish): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  for (let n = 0; n < clients; n += CONNECT_AT_ONCE) {
    const some = Array.from({ length: Math.min(CONNECT_AT_ONCE, clients - n) }, (_, m) => (n + m) % READ_EVERY === 0);
    await Promise.all(some.map(isRead => (wire === 'sse' ? stream(url, token, agent, isRead) : socket(url, isRead))));
  }
}

function stream(url: string, token: string, agent: Agent, isRead: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` };
    get(`${url}/api/v1/brands/1/live`, { agent, headers }, response => {
      if (response.statusCode !== 200) reject(new Error(`a desk was answered ${response.statusCode}`));
      response.once('data', () => resolve());
      response.on('data', reader(isRead));
    }).on('error', reject);
  });
}

function socket(url: string, isRead: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const client = new WebSocket(url, { perMessageDeflate: false });
    client.on('open', () => resolve());
    client.on('error', reject);
    const read = reader(isRead);
    client.on('message', data => read(data as Buffer));
  });
}

/** Counts and times events; a beginning that is cut in two by the wire is put together again. */
function reader(isRead: boolean): (chunk: Buffer) => void {
  let cut: Buffer = Buffer.alloc(0);
  return chunk => {
    const whole = cut.length === 0 ? chunk : Buffer.concat([cut, chunk]);
    let end = 0;
    for (let at = whole.indexOf(EVENT); at !== -1 && at + HEAD_BYTES <= whole.length; at = whole.indexOf(EVENT, end)) {
      events += 1;
      end = at + HEAD_BYTES;
      if (isRead) delays.push(Date.now() - sentAt(whole.toString('latin1', at, end)));
    }
    const rest = whole.indexOf(EVENT, end);
    cut = rest === -1 ? whole.subarray(Math.max(end, whole.length - EVENT.length)) : whole.subarray(rest);
  };
}

function sentAt(head: string): number {
  return Date.parse(/"at":"([^"]+)"/.exec(head)?.[1] ?? '');
}

function summary(): Heard {
  delays.sort((a, b) => a - b);
  const at = (share: number) => delays[Math.floor(delays.length * share)] ?? Number.NaN;
  return { events, delayP50Ms: at(0.5), delayP99Ms: at(0.99) };
}
