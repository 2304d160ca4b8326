/** snac, a small real server of the fediverse that speaks the Mastodon API, as a peer, and people on it. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../until.ts';
import { fromDebian } from './debian.ts';
import { openRoad, type Road } from './road.ts';
import { agree } from './snac-page.ts';

/** Servers bake their port into every address they give out, so it is chosen before they start; below what clients are given. */
const PORTS = { from: 21_000, to: 31_000 };
const START_LIMIT_MS = 20_000;
/** Whoever started it holds its input open; when that closes, also because a test was killed, the server ends: asked first, then made to. */
const ALONG_WITH_US = `"$0" "$@" </dev/null >/dev/null 2>&1 &
server=$!
cat >/dev/null
kill "$server"
tries=0
while kill -0 "$server" && [ "$tries" -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
kill -9 "$server"`;

export type Server = {
  origin: string;
  /** As others name it: with the port, unless it is on the road under a name of its own. */
  host: string;
  join(name: string): Promise<Somebody>;
  stop(): Promise<void>;
  /** On the same data. */
  start(): Promise<void>;
  /** A token that was good until now. */
  forget(token: string): void;
};
/** Two servers that know each other: `home` is ours, `far` is where a stranger writes from. */
export type Fediverse = { home: Server; far: Server; close(): Promise<void> };
export type Started = { peer: Fediverse; skip: null } | { peer: null; skip: string };

export type Status = {
  id: string;
  uri: string;
  url: string;
  content: string;
  visibility: string;
  spoiler_text: string;
  in_reply_to_id: string | null;
  account: { id: string; acct: string };
  media_attachments: { url: string; description: string | null }[];
};
/** Somebody who uses the server with its own app and page: plain calls, nothing of ours in between. */
export type Somebody = {
  name: string;
  password: string;
  /** Of an app of their own. */
  token: string;
  accountId: string;
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  post(text: string, more?: Record<string, unknown>): Promise<Status>;
  edit(status: Status, text: string): Promise<Status>;
  /** On the server's own page; its API cannot. */
  remove(status: Status): Promise<void>;
  notifications(): Promise<{ id: string; type: string; status?: Status }[]>;
};

export async function startFediverse(): Promise<Started> {
  const { path: program, skip } = await fromDebian('snac2', 'usr/bin/snac');
  if (program === null) return { peer: null, skip };
  const folder = mkdtempSync(join(tmpdir(), 'heed-snac-'));
  const road = await openRoad();
  const close = async (servers: Server[]) => {
    await Promise.all(servers.map(server => server.stop()));
    await road.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const home = await makeServer(program, join(folder, 'home'), road, null);
    const far = await makeServer(program, join(folder, 'far'), road, 'far.example');
    return { peer: { home, far, close: () => close([home, far]) }, skip: null };
  } catch (error) {
    await close([]);
    return { peer: null, skip: `snac did not start: ${String(error).slice(0, 300)}` };
  }
}

/** @param name under which the others know it; null for one that goes by address and port */
async function makeServer(program: string, folder: string, road: Road, name: string | null): Promise<Server> {
  const port = await freePort();
  const host = name ?? `localhost:${port}`;
  const origin = `http://localhost:${port}`;
  await run(program, ['init', folder], `127.0.0.1\n${port}\n${host}\n\n\n`);
  const settings = join(folder, 'server.json');
  const made = JSON.parse(readFileSync(settings, 'utf8')) as Record<string, unknown>;
  writeFileSync(settings, JSON.stringify({ ...made, protocol: 'http' }));
  road.lead(host, port);
  // Nobody can write a port into a mention, so the bare name leads here as well.
  if (name === null) road.lead('localhost', port, path => path.replace(/(resource=acct:\w+@localhost)$/, `$1:${port}`));
  let ended: Promise<void> = Promise.resolve();
  let child: ChildProcess | null = null;
  const server: Server = {
    origin,
    host,
    async start() {
      const started = spawn('/bin/sh', ['-c', ALONG_WITH_US, program, 'httpd', folder], {
        stdio: ['pipe', 'ignore', 'ignore'],
        env: { ...process.env, http_proxy: road.url },
      });
      child = started;
      ended = once(started, 'exit').then(() => {});
      const isUp = () =>
        fetch(`${origin}/api/v1/instance`).then(
          answer => answer.ok,
          () => false,
        );
      await until(isUp, START_LIMIT_MS);
    },
    async stop() {
      child?.stdin?.end();
      await ended;
    },
    forget: token => rmSync(join(folder, 'token', `${token}.json`)),
    async join(person) {
      const password = /password is (\S+)/.exec(await run(program, ['adduser', folder, person]))?.[1] ?? '';
      return somebody(origin, host, person, password);
    },
  };
  await server.start();
  return server;
}

async function somebody(origin: string, host: string, name: string, password: string): Promise<Somebody> {
  const token = await tokenOf(origin, name, password);
  const call: Somebody['call'] = async (method, path, body) => {
    const answer = await fetch(origin + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.startsWith('application/json') === true;
    return { status: answer.status, body: isJson ? JSON.parse(text) : text };
  };
  const asked = async (method: string, path: string, body?: unknown) => {
    const answer = await call(method, path, body);
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${String(answer.body)}`);
    return answer.body;
  };
  const me = (await asked('GET', '/api/v1/accounts/verify_credentials')) as { id: string };
  return {
    name,
    password,
    token,
    accountId: me.id,
    call,
    post: async (text, more = {}) => (await asked('POST', '/api/v1/statuses', { status: text, ...more })) as Status,
    edit: async (status, text) => (await asked('PUT', `/api/v1/statuses/${status.id}`, { status: text })) as Status,
    notifications: async () =>
      (await asked('GET', '/api/v1/notifications')) as { id: string; type: string; status?: Status }[],
    async remove(status) {
      const answer = await fetch(`${origin}/${name}/admin/action`, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          authorization: `Basic ${btoa(`${name}:${password}`)}`,
          // Exactly so: with a charset behind it the page reads nothing.
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams({ id: status.uri, actor: `http://${host}/${name}`, action: 'Delete' }).toString(),
      });
      if (answer.status >= 400) throw new Error(`deleting: ${answer.status} ${await answer.text()}`);
    },
  };
}

/** As an app gets it: known to the server, agreed to on its page, exchanged for the code. */
export async function tokenOf(origin: string, name: string, password: string): Promise<string> {
  const redirect = 'http://127.0.0.1:7373/app';
  const app = await posted(`${origin}/api/v1/apps`, { client_name: 'An app', redirect_uris: redirect });
  const query = { response_type: 'code', client_id: app['client_id'] ?? '', redirect_uri: redirect };
  const back = await agree(`${origin}/oauth/authorize?${new URLSearchParams(query)}`, name, password);
  const token = await posted(`${origin}/oauth/token`, {
    grant_type: 'authorization_code',
    code: back.searchParams.get('code') ?? '',
    client_id: app['client_id'] ?? '',
    client_secret: app['client_secret'] ?? '',
    redirect_uri: redirect,
  });
  return token['access_token'] ?? '';
}

async function posted(url: string, form: Record<string, string>): Promise<Record<string, string>> {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(form) });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Record<string, string>;
}

/** @returns what it said */
function run(program: string, words: string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, words, { timeout: START_LIMIT_MS }, (error, stdout, stderr) => {
      if (error) reject(new Error(`snac ${words[0]}: ${stdout}${stderr}`));
      else resolve(stdout);
    });
    child.stdin?.end(input);
  });
}

async function freePort(): Promise<number> {
  for (let port = PORTS.from + (process.pid % (PORTS.to - PORTS.from)); port < PORTS.to + 1_000; port++) {
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await Promise.race([once(server, 'listening'), once(server, 'error')]).then(
      () => server.listening,
      () => false,
    );
    server.close();
    if (isFree) return port;
  }
  throw new Error('no port is free');
}
