/** The miniature's API over HTTP: lists with pages, statuses, uploads, and no more kindness than real servers have. */

import { instanceView } from './instance.ts';
import { answerOauth } from './oauth.ts';
import type { Account, Note, Town } from './town.ts';
import { accountView, notificationView, statusView } from './views.ts';

export type Telling = { twice: boolean; shuffled: boolean; damagedToo: boolean };
export type Server = {
  town: Town;
  /** Whose a token is; `isOver` when it was withdrawn, `mayWrite` false where it only reads. */
  tokens: Map<string, { isOver: boolean; mayWrite: boolean }>;
  /** Registered applications and codes on their way. */
  apps: Map<string, { secret: string; redirectUri: string }>;
  codes: Map<string, { clientId: string; challenge: string | null }>;
  keys: Map<string, string>;
  /** Uploads by id; `looks`: how often it is asked before it is ready. */
  uploads: Map<string, { looks: number; description: string | null; isReady: boolean }>;
  uploadLooks: number;
  telling: Telling;
  /** Our favourites and blocks: `like 12`, `block 7`. */
  marks: Set<string>;
  reports: string[];
  now: () => Date;
  origin: () => string;
};
export type Ask = { request: Request; url: URL; form: URLSearchParams | FormData; isUs: boolean };

export class ApiRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export async function answerApi(server: Server, request: Request): Promise<Response> {
  const url = new URL(request.url);
  try {
    const oauth = await answerOauth(server, request.clone(), url);
    if (oauth !== null) return oauth;
    const ask = { request, url, form: await formOf(request), isUs: whoAsks(server, request) };
    return dated(server, await route(server, ask));
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    return dated(server, Response.json({ error: error.message }, { status: error.status }));
  }
}

function dated(server: Server, response: Response): Response {
  response.headers.set('date', server.now().toUTCString());
  return response;
}

async function formOf(request: Request): Promise<URLSearchParams | FormData> {
  if (request.method === 'GET' || request.method === 'DELETE') return new URLSearchParams();
  const type = request.headers.get('content-type') ?? '';
  return type.startsWith('multipart/') ? await request.formData() : new URLSearchParams(await request.text());
}

function whoAsks({ tokens }: Server, request: Request): boolean {
  const token = request.headers.get('authorization')?.replace(/^Bearer /, '');
  if (token === undefined) return false;
  const known = tokens.get(token);
  if (known === undefined || known.isOver) throw new ApiRefusal(401, 'The access token is invalid');
  if (!known.mayWrite && request.method !== 'GET')
    throw new ApiRefusal(403, 'This action is outside the authorized scopes');
  return true;
}

async function route(server: Server, ask: Ask): Promise<Response> {
  const { pathname } = ask.url;
  const line = `${ask.request.method} ${pathname}`;
  for (const [pattern, handler] of ROUTES) {
    const [, id = ''] = pattern.exec(line) ?? [null];
    if (pattern.test(line)) return handler(server, ask, decodeURIComponent(id ?? ''));
  }
  throw new ApiRefusal(404, 'Not Found');
}

type Handler = (server: Server, ask: Ask, id: string) => Response | Promise<Response>;

const ROUTES: [RegExp, Handler][] = [
  [/^GET \/api\/v2\/instance$/, ({ town, origin }) => instanceView(town, 'second', origin())],
  [/^GET \/api\/v1\/instance$/, ({ town, origin }) => instanceView(town, 'first', origin())],
  [/^GET \/api\/v1\/accounts\/verify_credentials$/, verifyCredentials],
  [/^GET \/api\/v1\/accounts\/relationships$/, relationships],
  [/^GET \/api\/v1\/accounts\/([^/]+)\/statuses$/, ownStatuses],
  [/^GET \/api\/v1\/notifications$/, notifications],
  [/^GET \/api\/v1\/conversations$/, conversations],
  [/^GET \/api\/v1\/timelines\/tag\/([^/]+)$/, timeline],
  [/^GET \/api\/v1\/timelines\/public$/, timeline],
  [/^GET \/api\/v1\/statuses$/, several],
  [/^POST \/api\/v1\/statuses$/, postStatus],
  [/^GET \/api\/v1\/statuses\/([^/]+)$/, (server, ask, id) => Response.json(view(server, visible(server, ask, id)))],
  [/^DELETE \/api\/v1\/statuses\/([^/]+)$/, removeStatus],
  [/^GET \/api\/v1\/statuses\/([^/]+)\/context$/, contextOf],
  [/^POST \/api\/v1\/statuses\/([^/]+)\/favourite$/, (server, ask, id) => favourite(server, ask, id, true)],
  [/^POST \/api\/v1\/statuses\/([^/]+)\/unfavourite$/, (server, ask, id) => favourite(server, ask, id, false)],
  [/^POST \/api\/v1\/accounts\/([^/]+)\/block$/, (server, ask, id) => block(server, ask, id, true)],
  [/^POST \/api\/v1\/accounts\/([^/]+)\/unblock$/, (server, ask, id) => block(server, ask, id, false)],
  [/^POST \/api\/v1\/reports$/, report],
  [/^POST \/api\/v2\/media$/, (server, ask) => upload(server, ask, 'second')],
  [/^POST \/api\/v1\/media$/, (server, ask) => upload(server, ask, 'first')],
  [/^GET \/api\/v1\/media\/([^/]+)$/, lookAtUpload],
];

function favourite(server: Server, ask: Ask, id: string, isOn: boolean): Response {
  known(ask);
  const note = visible(server, ask, id);
  server.marks[isOn ? 'add' : 'delete'](`like ${id}`);
  return Response.json({ ...view(server, note), favourited: isOn });
}

function block(server: Server, ask: Ask, id: string, isOn: boolean): Response {
  known(ask);
  if (!server.town.state.accounts.has(id)) throw new ApiRefusal(404, 'Record not found');
  server.marks[isOn ? 'add' : 'delete'](`block ${id}`);
  return Response.json({ id, blocking: isOn });
}

function report(server: Server, ask: Ask): Response {
  known(ask);
  const id = String(ask.form.get('account_id') ?? '');
  if (!server.town.state.accounts.has(id)) throw new ApiRefusal(404, 'Record not found');
  server.reports.push(String(ask.form.get('status_ids[]')));
  return Response.json({ id: String(server.reports.length), category: ask.form.get('category') });
}

function view({ town, origin }: Server, note: Note): Record<string, unknown> {
  return statusView(note, town, origin());
}

function known({ isUs }: Ask): void {
  if (!isUs) throw new ApiRefusal(401, 'This method requires an authenticated user');
}

function visible({ town }: Server, { isUs }: Ask, id: string): Note {
  const note = town.state.notes.get(id);
  const isOpen = note?.visibility === 'public' || note?.visibility === 'unlisted';
  const isOurs = isUs && (note?.by === town.us || note?.mentions.includes(town.us));
  if (note === undefined || note.by.blocksUs || !(isOpen || isOurs)) throw new ApiRefusal(404, 'Record not found');
  return note;
}

function verifyCredentials({ town, origin }: Server, ask: Ask): Response {
  known(ask);
  return Response.json(accountView(town.us, origin()));
}

function relationships({ town }: Server, ask: Ask): Response {
  known(ask);
  const ids = ask.url.searchParams.getAll('id[]');
  return Response.json(ids.map(id => ({ id, blocked_by: town.state.accounts.get(id)?.blocksUs ?? false })));
}

function ownStatuses(server: Server, ask: Ask, id: string): Response {
  known(ask);
  const { town } = server;
  const own = [...town.state.notes.values()].toReversed().filter(({ by, visibility }) => {
    const isShown = town.habits.listsPrivate || visibility === 'public' || visibility === 'unlisted';
    return by.id === id && isShown;
  });
  return listed(server, ask, own, note => view(server, note));
}

function notifications(server: Server, ask: Ask): Response {
  known(ask);
  const { town, origin } = server;
  const types = ask.url.searchParams.getAll('types[]');
  const all = town.state.notifications.filter(({ type }) => types.length === 0 || types.includes(type));
  return listed(server, ask, all, one => notificationView(one, town, origin()));
}

function conversations(server: Server, ask: Ask): Response {
  known(ask);
  const { town } = server;
  const rooms = new Map<string, Note>();
  for (const note of town.state.notes.values())
    if (note.visibility === 'direct') rooms.set(town.above(note.id)[0]?.id ?? note.id, note);
  const newestFirst = [...rooms.entries()].toReversed().map(([id, note]) => ({ id, note }));
  return listed(server, ask, newestFirst, ({ id, note }) => ({ id, unread: false, last_status: view(server, note) }));
}

function timeline(server: Server, ask: Ask, tag: string): Response {
  const { town } = server;
  if (town.habits.timelines === 'closed' && !ask.isUs)
    throw new ApiRefusal(422, 'This method requires an authenticated user');
  const all = [...town.state.notes.values()].toReversed().filter(({ visibility, text }) => {
    return visibility === 'public' && (tag === '' || new RegExp(`#${tag}\\b`, 'i').test(text));
  });
  return listed(server, ask, town.habits.timelines === 'empty' ? [] : all, note => view(server, note));
}

function several(server: Server, ask: Ask): Response {
  if (!server.town.habits.tellsSeveral) throw new ApiRefusal(404, 'Not Found');
  const notes = ask.url.searchParams.getAll('id[]').flatMap(id => server.town.state.notes.get(id) ?? []);
  return Response.json(notes.filter(({ by }) => !by.blocksUs).map(note => view(server, note)));
}

function postStatus(server: Server, ask: Ask): Response {
  known(ask);
  const { town, keys } = server;
  const field = (name: string) => String(ask.form.get(name) ?? '');
  const key = ask.request.headers.get('idempotency-key') ?? '';
  const before = town.habits.keepsKeys ? town.state.notes.get(keys.get(key) ?? '') : undefined;
  if (before) return Response.json(view(server, before));
  const [text, warning, parent] = [field('status'), field('spoiler_text'), field('in_reply_to_id')];
  if (parent !== '') visible(server, ask, parent);
  const count = counted(text) + Array.from(warning).length;
  if (count > town.habits.maxCharacters)
    throw new ApiRefusal(422, `Validation failed: Text character limit of ${town.habits.maxCharacters} exceeded`);
  const media = ask.form.getAll('media_ids[]').map(String);
  if (media.some(id => server.uploads.get(id)?.isReady !== true))
    throw new ApiRefusal(422, 'Cannot attach files that have not finished processing. Try again in a moment!');
  const note = town.write({
    by: town.us,
    text,
    warning,
    media,
    visibility: field('visibility') || 'public',
    parent: parent || null,
    language: field('language') || null,
    mentions: namedIn(town, text),
  });
  keys.set(key, note.id);
  return Response.json(view(server, note));
}

/** A link counts 23, a name without its server. */
function counted(text: string): number {
  return Array.from(text.replace(/https?:\/\/\S+/g, 'x'.repeat(23)).replace(/(@[\w.-]+)@[\w.:-]+/g, '$1')).length;
}

function namedIn(town: Town, text: string): Account[] {
  const names = [...text.matchAll(/(?:^|\s)@([\w.-]+(?:@[\w.:-]+)?)/g)].map(([, name = '']) => name);
  return [...town.state.accounts.values()].filter(({ acct }) =>
    names.some(name => name === acct || name === `${acct}@${town.domain}`),
  );
}

function removeStatus(server: Server, ask: Ask, id: string): Response {
  known(ask);
  const note = visible(server, ask, id);
  if (note.by !== server.town.us) throw new ApiRefusal(404, 'Record not found');
  const shown = view(server, note);
  server.town.erase(id);
  return Response.json(shown);
}

function contextOf(server: Server, ask: Ask, id: string): Response {
  visible(server, ask, id);
  const shown = (notes: Note[]) =>
    notes.filter(note => note.visibility !== 'direct' || ask.isUs).map(note => view(server, note));
  return Response.json({ ancestors: shown(server.town.above(id)), descendants: shown(server.town.below(id)) });
}

async function upload(server: Server, ask: Ask, version: 'first' | 'second'): Promise<Response> {
  known(ask);
  if (server.town.habits.media !== version && version === 'second') throw new ApiRefusal(404, 'Not Found');
  if (!(ask.form.get('file') instanceof Blob)) throw new ApiRefusal(422, 'Validation failed: File can’t be blank');
  const id = server.town.nextId();
  const looks = server.uploadLooks;
  server.uploads.set(id, { looks, description: ask.form.get('description')?.toString() ?? null, isReady: looks === 0 });
  const url = looks === 0 ? `${server.origin()}/media/${id}.png` : null;
  return Response.json({ id, type: 'image', url }, { status: looks === 0 ? 200 : 202 });
}

function lookAtUpload(server: Server, ask: Ask, id: string): Response {
  known(ask);
  const one = server.uploads.get(id);
  if (one === undefined) throw new ApiRefusal(404, 'Record not found');
  one.looks -= 1;
  one.isReady = one.looks <= 0;
  const url = one.isReady ? `${server.origin()}/media/${id}.png` : null;
  return Response.json({ id, type: 'image', url }, { status: one.isReady ? 200 : 206 });
}

/** Newest first. Older ones after `max_id`, by their place and not by size; newer ones up to `since_id`. */
function listed<T extends { id: string }>(
  server: Server,
  ask: Ask,
  all: readonly T[],
  show: (one: T) => unknown,
): Response {
  const { searchParams } = ask.url;
  const { twice, shuffled, damagedToo } = server.telling;
  const from = all.findIndex(({ id }) => id === searchParams.get('max_id')) + 1;
  const limit = Math.min(Number(searchParams.get('limit') ?? 20), 40);
  const page = all.slice(from, from + limit);
  const last = page.at(-1);
  const ordered = shuffled ? page.toReversed() : page;
  const told = (twice ? ordered.flatMap(one => [one, one]) : ordered).map(show);
  const headers = new Headers({ 'content-type': 'application/json; charset=utf-8' });
  const rest = from + limit < all.length && last !== undefined;
  // A machine behind another may write an address nobody can reach.
  const href = `http://backend.invalid${ask.url.pathname}?limit=${limit}&max_id=${last?.id}`;
  if (server.town.habits.hasLinks && rest) headers.set('link', `<${href}>; rel="next", <${href}>; rel="prev"`);
  else if (server.town.habits.hasLinks) headers.set('link', `<${href}>; rel="prev"`);
  return new Response(JSON.stringify(damagedToo ? [{ id: null, type: 'mention', created_at: 7 }, ...told] : told), {
    headers,
  });
}
