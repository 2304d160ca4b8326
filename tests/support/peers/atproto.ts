/** The reference server of the AT Protocol as a peer, and people on it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { installed } from './install.ts';

const PACKAGES = ['@atproto/dev-env@0.6.7'];
const START_LIMIT_MS = 90_000;

export type Peer = { pds: string; plc: string; close(): Promise<void> };
export type Started = { peer: Peer; skip: null } | { peer: null; skip: string };

/** @param kind the server alone, or with the AppView (needs PostgreSQL and Redis) */
export async function startPeer(kind: 'pds' | 'appview', environment: Record<string, string> = {}): Promise<Started> {
  const { folder, skip } = await installed('atproto', PACKAGES, ['better-sqlite3']);
  if (folder === null) return { peer: null, skip };
  const child = spawn(
    process.execPath,
    ['--no-warnings', join(import.meta.dirname, 'atproto-server.mjs'), folder, kind],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, LOG_ENABLED: 'false', NODE_ENV: 'test', ...environment },
    },
  );
  let said = '';
  child.stderr.setEncoding('utf8').on('data', text => {
    said = (said + text).slice(-10_000);
  });
  const exited = once(child, 'exit');
  const late = setTimeout(() => child.kill(), START_LIMIT_MS);
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, 'line'), exited.then(() => null)]);
  clearTimeout(late);
  if (first === null) return { peer: null, skip: `the server did not start: ${wordsIn(said)}` };
  const { pds, plc } = JSON.parse(String(first[0])) as { pds: string; plc: string };
  return {
    peer: {
      pds,
      plc,
      async close() {
        child.stdin.end();
        const slow = setTimeout(() => child.kill('SIGKILL'), 10_000);
        await exited;
        clearTimeout(slow);
      },
    },
    skip: null,
  };
}

/** The error's own line out of all a dying program says. */
function wordsIn(said: string): string {
  const lines = said.split('\n').map(line => line.trim());
  return (lines.find(line => /error/i.test(line)) ?? lines.at(-1) ?? '').slice(0, 300);
}

/** Somebody who uses the network with its own app: plain calls, nothing of ours in between. */
export type Somebody = {
  did: string;
  handle: string;
  call(name: string, body?: unknown, query?: Record<string, string>): Promise<Record<string, unknown>>;
  post(text: string, more?: Record<string, unknown>): Promise<{ uri: string; cid: string }>;
};

export async function joined(
  peer: Pick<Peer, 'pds'>,
  handle: string,
  password = 'the account’s own',
): Promise<Somebody> {
  const account = await xrpc(peer.pds, null, 'com.atproto.server.createAccount', {
    handle,
    email: `${handle.replaceAll('.', '-')}@mail.example`,
    password,
  });
  const token = String(account['accessJwt']);
  const did = String(account['did']);
  const call: Somebody['call'] = (name, body, query) => xrpc(peer.pds, token, name, body, query);
  return {
    did,
    handle,
    call,
    async post(text, more = {}) {
      const record = { $type: 'app.bsky.feed.post', text, createdAt: new Date().toISOString(), ...more };
      const made = await call('com.atproto.repo.createRecord', { repo: did, collection: 'app.bsky.feed.post', record });
      return { uri: String(made['uri']), cid: String(made['cid']) };
    },
  };
}

async function xrpc(
  pds: string,
  token: string | null,
  name: string,
  body?: unknown,
  query: Record<string, string> = {},
): Promise<Record<string, unknown>> {
  const url = `${pds}/xrpc/${name}?${new URLSearchParams(query)}`;
  const answer = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${name}: ${answer.status} ${text}`);
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

/** The words that name somebody, as clients mark them. */
export function mentionOf(somebody: Pick<Somebody, 'did' | 'handle'>) {
  const features = [{ $type: 'app.bsky.richtext.facet#mention', did: somebody.did }];
  return { facets: [{ index: { byteStart: 0, byteEnd: somebody.handle.length + 1 }, features }] };
}
