/** What the miniature answers, past signing in. */
import { type GraphRequest, graphNo } from '../../kit/meta/fake-answers.ts';
import { type Note, names, type Town } from './town.ts';
import { timeOf, view } from './views.ts';

export type Server = {
  town: Town;
  telling: { twice: boolean; shuffled: boolean; damagedToo: boolean };
  /** Rights that were not granted, by the beginning of the path they open. */
  closed: Set<string>;
  /** How often a container is looked at before it is ready. */
  containerLooks: number;
  /** When the token ends, as the network says it; null: it says nothing. */
  endsAt: Date | null;
  now: () => Date;
};

const PAGE = 25;

class No extends Error {
  readonly answer: Response;

  constructor(code: number, message: string, more: Parameters<typeof graphNo>[2] = {}) {
    super(message);
    this.answer = graphNo(code, message, more);
  }
}

export function answerThreads(server: Server, { method, path, fields }: GraphRequest): Response | null {
  const line = `${method} ${path}`;
  try {
    for (const closed of server.closed)
      if (path.startsWith(closed))
        throw new No(10, 'Application does not have permission for this action', { status: 403 });
    for (const [pattern, handler] of ROUTES) {
      const found = pattern.exec(line);
      if (found) return handler(server, fields, decodeURIComponent(found[1] ?? ''));
    }
    return null;
  } catch (error) {
    if (error instanceof No) return error.answer;
    throw error;
  }
}

type Fields = Record<string, string>;
type Handler = (server: Server, fields: Fields, id: string) => Response;

const ROUTES: [RegExp, Handler][] = [
  [/^GET \/me$/, profile],
  [/^GET \/debug_token$/, facts],
  [
    /^GET \/me\/threads$/,
    (server, fields) =>
      listed(
        server,
        fields,
        ours(server).filter(({ parent }) => parent === null),
      ),
  ],
  [
    /^GET \/me\/replies$/,
    (server, fields) =>
      listed(
        server,
        fields,
        ours(server).filter(({ parent }) => parent !== null),
      ),
  ],
  [/^GET \/me\/mentions$/, mentions],
  [/^GET \/me\/threads_publishing_limit$/, quota],
  [/^GET \/keyword_search$/, search],
  [/^POST \/me\/threads$/, contain],
  [/^POST \/me\/threads_publish$/, publish],
  [/^GET \/([^/]+)\/conversation$/, (server, fields, id) => listed(server, fields, under(server, id))],
  [
    /^GET \/([^/]+)\/replies$/,
    (server, fields, id) =>
      listed(
        server,
        fields,
        under(server, id).filter(one => one.parent?.id === id),
      ),
  ],
  [/^GET \/([^/]+)\/pending_replies$/, pending],
  [/^POST \/([^/]+)\/manage_reply$/, manage],
  [/^DELETE \/([^/]+)$/, erase],
  [/^GET \/([^/]+)\/?$/, one],
];

function profile({ town }: Server): Response {
  return Response.json({ id: town.us.id, username: town.us.username, name: 'Kestrel' });
}

function facts({ endsAt }: Server): Response {
  if (endsAt === null) throw new No(100, 'You cannot look at this token.');
  return Response.json({ data: { type: 'USER', is_valid: true, expires_at: Math.floor(endsAt.getTime() / 1000) } });
}

function ours({ town }: Server): Note[] {
  return town.newestFirst().filter(({ by }) => by === town.us);
}

function mentions(server: Server, fields: Fields): Response {
  const { us } = server.town;
  const all = server.town.newestFirst().filter(note => note.by !== us && !note.isPending && names(note.text, us));
  return listed(server, fields, all);
}

function search(server: Server, fields: Fields): Response {
  const word = (fields['q'] ?? '').toLowerCase();
  const all = server.town
    .newestFirst()
    .filter(({ text, isPending }) => !isPending && text.toLowerCase().includes(word));
  return listed(server, fields, all);
}

function under(server: Server, id: string): Note[] {
  const above = noted(server, id);
  const isBelow = (note: Note) => {
    for (let at = note.parent; at !== null; at = at.parent) if (at === above) return true;
    return false;
  };
  return server.town.newestFirst().filter(note => !note.isPending && isBelow(note));
}

function pending(server: Server, fields: Fields, id: string): Response {
  noted(server, id);
  const all = server.town.newestFirst().filter(note => note.isPending && note.root.id === id);
  return listed(server, fields, all);
}

function quota({ town }: Server): Response {
  const used = [...town.notes.values()].filter(({ by, parent }) => by === town.us && parent !== null).length;
  const reply_config = { quota_total: 1_000, quota_duration: 86_400 };
  return Response.json({ data: [{ reply_quota_usage: used, reply_config }] });
}

function contain(server: Server, fields: Fields): Response {
  const text = fields['text'] ?? '';
  if (fields['media_type'] !== 'TEXT' || text === '') throw new No(100, 'Invalid parameter', { status: 400 });
  if (Array.from(text).length > 500)
    throw new No(100, 'Param text must be at most 500 characters long.', { status: 400 });
  const to = fields['reply_to_id'] ?? null;
  const id = server.town.nextId();
  const parent = to === null ? null : noted(server, to);
  server.town.containers.set(id, { text, parent, isPublished: false, looks: server.containerLooks });
  return Response.json({ id });
}

function publish(server: Server, fields: Fields): Response {
  const container = server.town.containers.get(fields['creation_id'] ?? '');
  if (container === undefined || container.looks > 0)
    throw new No(24, 'The requested resource does not exist', { status: 400, subcode: 4_279_009 });
  if (container.isPublished) throw new No(100, 'This container was published before.', { status: 400 });
  container.isPublished = true;
  return Response.json({
    id: server.town.write({ by: server.town.us, text: container.text, parent: container.parent }).id,
  });
}

function manage(server: Server, fields: Fields, id: string): Response {
  const note = noted(server, id);
  if (note.root.by !== server.town.us)
    throw new No(10, 'Only replies to your own posts can be hidden.', { status: 403 });
  note.isHidden = fields['hide'] === 'true';
  return Response.json({ success: true });
}

function erase(server: Server, _fields: Fields, id: string): Response {
  if (noted(server, id).by !== server.town.us) throw new No(10, 'Only your own posts can be deleted.', { status: 403 });
  server.town.erase(id);
  return Response.json({ success: true, deleted_id: id });
}

function one(server: Server, fields: Fields, id: string): Response {
  const container = server.town.containers.get(id);
  if (container !== undefined) {
    const status = container.isPublished ? 'PUBLISHED' : container.looks-- > 0 ? 'IN_PROGRESS' : 'FINISHED';
    return Response.json({ id, status });
  }
  return Response.json(view(noted(server, id), server.town.us, fieldsOf(fields)));
}

function noted({ town }: Server, id: string): Note {
  const note = town.notes.get(id);
  if (note !== undefined) return note;
  const message = `Unsupported get request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`;
  throw new No(100, message, { status: 400, subcode: 33 });
}

function fieldsOf(fields: Fields): Set<string> {
  return new Set((fields['fields'] ?? '').replace(/\{[^}]*\}/g, '').split(','));
}

/** Newest first, in pages; `next` is there only where there is more. */
function listed(server: Server, fields: Fields, all: readonly Note[]): Response {
  const { telling, town } = server;
  const [since, until] = [Number(fields['since'] ?? 0), Number(fields['until'] ?? Number.POSITIVE_INFINITY)];
  const some = all.filter(({ at }) => at.getTime() / 1000 >= since && at.getTime() / 1000 <= until);
  const begin = Number(fields['after'] ?? 0);
  const size = Math.min(Number(fields['limit'] ?? PAGE), PAGE);
  const page = some.slice(begin, begin + size).map(note => view(note, town.us, fieldsOf(fields)));
  const twice = telling.twice ? page.flatMap(entry => [entry, entry]) : page;
  const told = telling.shuffled ? twice.toReversed() : twice;
  const end = begin + size;
  const cursors = { before: String(begin), after: String(end) };
  const next = `https://graph.threads.net/v1.0/x?access_token=left-out&after=${end}`;
  return Response.json({
    data: [...(telling.damagedToo ? [{ id: 'broken', timestamp: timeOf(server.now()) }] : []), ...told],
    paging: end < some.length ? { cursors, next } : { cursors },
  });
}
