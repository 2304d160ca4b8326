/** A whole Heed, started as a person would, and an owner who uses it over its API. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConversationView, MessageView } from '../../../src/core/view.ts';
import { until } from '../until.ts';

const ROOT = join(import.meta.dirname, '../../..');
const START_LIMIT_MS = 60_000;

export type Conversation = { conversation: ConversationView; messages: MessageView[] };
export type PeerDesk = {
  url: string;
  api(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>;
  connect(network: string, credentials: Record<string, string>): Promise<Record<string, unknown>>;
  /** The conversation in which these words stand, once they do. A network that is asked in rounds needs patience. */
  find(words: string, patienceMs?: number): Promise<Conversation>;
  open(id: string): Promise<Conversation>;
  reply(conversationId: string, text: string, more?: Record<string, unknown>): Promise<string>;
  /** A picture for an answer, ready to be named in `media`. */
  upload(bytes: Uint8Array<ArrayBuffer>): Promise<string>;
  /** The message, once its delivery is in this state. */
  delivered(conversationId: string, messageId: string, state?: string): Promise<MessageView>;
  /** Dies at once, as in a power cut, and starts again on the same data. */
  crash(): Promise<void>;
  close(): Promise<void>;
};

/** @param privateOrigins the peers it may reach */
export async function openPeerDesk(privateOrigins: string[]): Promise<PeerDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'heed-peer-'));
  let heed = await run(folder, privateOrigins, true);
  const owner = {
    name: 'Olga Owner',
    email: 'olga@kestrel.example',
    password: 'a long enough password',
    brand: 'Kestrel',
  };
  const cookie = await becomeOwner(heed.url, heed.link, owner);
  const api: PeerDesk['api'] = async (method, path, body) => {
    const answer = await fetch(`${heed.url}/api/v1${path}`, {
      method,
      headers: { cookie, origin: heed.url, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  };
  const me = (await api('GET', '/me')) as { brands: { id: number }[] };
  const brand = `/brands/${me.brands[0]?.id}`;
  const open = async (id: string) => (await api('GET', `${brand}/conversations/${id}`)) as Conversation;
  return {
    get url() {
      return heed.url;
    },
    api: (method, path, body) => api(method, `${brand}${path}`, body),
    connect: async (network, credentials) =>
      (await api('POST', `${brand}/channels`, { network, name: 'A peer', credentials }))['channel'] as Record<
        string,
        unknown
      >,
    open,
    find: (words, patienceMs = 20_000) =>
      until(async () => {
        const { rows } = (await api('GET', `${brand}/conversations?view=all`)) as { rows: ConversationView[] };
        for (const { id } of rows) {
          const found = await open(id);
          if (found.messages.some(({ text }) => text.includes(words))) return found;
        }
        return null;
      }, patienceMs),
    upload: async bytes => {
      const headers = { cookie, origin: heed.url, 'content-type': 'application/octet-stream' };
      const answer = await fetch(`${heed.url}/api/v1${brand}/media`, { method: 'POST', headers, body: bytes });
      assert.ok(answer.ok, `the upload: ${answer.status}`);
      return ((await answer.json()) as { mediaId: string }).mediaId;
    },
    reply: async (id, text, more = {}) => {
      const body = { visibility: 'public', text, ...more };
      const { message } = (await api('POST', `${brand}/conversations/${id}/replies`, body)) as { message: MessageView };
      return message.id;
    },
    delivered: (id, messageId, state = 'sent') =>
      until(async () => {
        const message = (await open(id)).messages.find(one => one.id === messageId);
        return message?.delivery?.state === state ? message : null;
      }, 30_000),
    async crash() {
      await ended(heed.child, 'SIGKILL');
      heed = await run(folder, privateOrigins, false);
    },
    async close() {
      await ended(heed.child, 'SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function run(folder: string, privateOrigins: string[], isFirst: boolean) {
  const child = spawn(process.execPath, [join(ROOT, 'bin/heed.mjs'), 'start'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HEED_DATA_DIR: folder,
      HEED_PORT: '0',
      HEED_PRIVATE_ORIGINS: privateOrigins.join(),
    },
  });
  let said = '';
  for (const output of [child.stdout, child.stderr]) output.setEncoding('utf8').on('data', text => (said += text));
  const url = await until(() => {
    if (child.exitCode !== null) throw new Error(`Heed did not start: ${said}`);
    return /Heed is ready at (\S+)/.exec(said)?.[1];
  }, START_LIMIT_MS);
  if (isFirst) await until(() => said.includes('#token='));
  return { child, url, link: /#token=(\S+)/.exec(said)?.[1] ?? null };
}

/** Also one that is dead already: a test that failed half way must end all the same. */
async function ended(child: ChildProcess, how: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(how);
  await once(child, 'close');
}

async function becomeOwner(url: string, token: string | null, owner: Record<string, string>): Promise<string> {
  const answer = await fetch(`${url}/api/v1/welcome`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ token, ...owner }),
  });
  assert.ok(answer.ok, `${answer.status} ${await answer.clone().text()}`);
  return answer.headers
    .getSetCookie()
    .map(one => one.split(';')[0])
    .join('; ');
}
