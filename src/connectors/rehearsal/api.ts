/** The square's API for companies, behind a token: read what happens, write, hang pictures, take back. */
import { readBody } from './body.ts';
import { block, mark, report } from './marks.ts';
import { pictureType } from './picture.ts';
import { edit, hang, PICTURE_LIMIT_BYTES, remove, type Square, SquareRefusal, write } from './square.ts';
import { endsOf, type SquareState } from './square-state.ts';
import { actOnWire, maySee, personOnWire, postOnWire } from './wire.ts';

export const PAGE_ENTRIES = 200;
const BODY_LIMIT_BYTES = 64 * 1024;

/** @param path behind `/rehearsal/api/`; the caller has checked that `companyId` may speak */
export async function answerCompany(
  square: Square,
  companyId: string,
  path: string,
  request: Request,
): Promise<Response> {
  const url = new URL(request.url);
  const [noun = '', id = '', deed = ''] = path.split('/').map(decodeURIComponent);
  const what = `${request.method} ${noun}`;
  if (what === 'GET me') return json({ account: personOnWire(square.state.people.get(companyId), companyId) });
  if (what === 'GET acts') return json(actsPage(square.state, companyId, url.searchParams.get('after')));
  if (what === 'GET posts' && id === '') return json(postsPage(square.state, companyId, url.searchParams));
  if (what === 'POST posts' && id === '') return json(await writeFor(square, companyId, request), 201);
  if (what === 'PUT posts' && deed === '') {
    const { text } = await bodyOf(request);
    const post = await edit(square, id, companyId, String(text ?? ''));
    return json({ id: post.id, at: post.editedAt ?? post.at, room: post.room });
  }
  if (what === 'DELETE posts' && deed === '') {
    await remove(square, id, companyId);
    return new Response(null, { status: 204 });
  }
  if (noun === 'posts' && (deed === 'like' || deed === 'hide') && isSwitch(request))
    return done(mark(square, deed, id, companyId, request.method === 'PUT'));
  if (noun === 'people' && deed === 'block' && isSwitch(request))
    return done(block(square, id, companyId, request.method === 'PUT'));
  if (what === 'POST posts' && deed === 'report') {
    const { ground, words } = await bodyOf(request);
    return done(report(square, id, companyId, String(ground), String(words ?? '')));
  }
  if (what === 'POST media') return json({ id: await hangFor(square, request) }, 201);
  throw new SquareRefusal(404, 'The square has no such door.');
}

function isSwitch({ method }: Request): boolean {
  return method === 'PUT' || method === 'DELETE';
}

async function done(doing: Promise<void>): Promise<Response> {
  await doing;
  return new Response(null, { status: 204 });
}

/** Acts after a cursor `epoch:seq`. A cursor of another square, or from the future, begins at the beginning: told twice is better than never. */
export function actsPage(state: SquareState, companyId: string, after: string | null, limit = PAGE_ENTRIES) {
  const from = seqOf(state, after);
  const entries: unknown[] = [];
  let seq = from;
  for (const act of actsAfter(state, from)) {
    if (entries.length === limit) return { epoch: state.epoch, entries, cursor: cursorOf(state, seq), more: true };
    seq = act.seq;
    const told = actOnWire(state, act, companyId);
    if (told) entries.push(told);
  }
  return { epoch: state.epoch, entries, cursor: cursorOf(state, Math.max(seq, state.seq)), more: false };
}

export function cursorOf(state: SquareState, seq: number): string {
  return `${state.epoch}:${seq}`;
}

export function seqOf(state: SquareState, cursor: string | null): number {
  const [epoch, seq] = cursor?.split(':') ?? [];
  const number = Number(seq);
  return epoch === state.epoch && Number.isInteger(number) && number >= 0 && number <= state.seq ? number : 0;
}

function* actsAfter(state: SquareState, seq: number) {
  let low = 0;
  let high = state.acts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((state.acts[middle]?.seq ?? 0) <= seq) low = middle + 1;
    else high = middle;
  }
  for (let i = low; i < state.acts.length; i++) {
    const act = state.acts[i];
    if (act) yield act;
  }
}

/** Posts that stand, oldest first, from a moment on: as they read now. The cursor is the last post's id. */
function postsPage(state: SquareState, companyId: string, query: URLSearchParams) {
  const sinceMs = Date.parse(query.get('since') ?? '') || 0;
  const after = query.get('after');
  const entries: unknown[] = [];
  let isPast = after === null || !state.posts.has(after);
  let last = after;
  for (const post of state.posts.values()) {
    if (!isPast) {
      isPast = post.id === after;
      continue;
    }
    if (entries.length === PAGE_ENTRIES) return { epoch: state.epoch, entries, cursor: last, more: true };
    last = post.id;
    if (post.removedAt === null && Date.parse(post.at) >= sinceMs && maySee(post, companyId))
      entries.push(postOnWire(state, post, companyId));
  }
  return { epoch: state.epoch, entries, cursor: last, more: false };
}

async function writeFor(square: Square, companyId: string, request: Request) {
  const body = await bodyOf(request);
  const text = (name: string) => (typeof body[name] === 'string' ? body[name] : null);
  const room = text('room');
  if (room !== null && endsOf(room).companyId !== companyId)
    throw new SquareRefusal(403, 'That room is somebody else’s.');
  const pictures = Array.isArray(body['pictures']) ? body['pictures'] : [];
  const post = await write(square, {
    by: companyId,
    text: text('text') ?? '',
    lang: text('lang'),
    parentId: text('parent'),
    privatelyTo: room === null ? text('to') : endsOf(room).customerId,
    aboutId: text('about'),
    key: request.headers.get('idempotency-key'),
    pictures: pictures.map(({ id, description }) => ({
      id: String(id),
      description: description ? String(description) : null,
    })),
  });
  return { id: post.id, at: post.at, room: post.room };
}

async function hangFor(square: Square, request: Request): Promise<string> {
  const bytes = await readBody(request, PICTURE_LIMIT_BYTES, 'Pictures are 2 MB at most.');
  const type = pictureType(bytes);
  if (!type) throw new SquareRefusal(415, 'The square hangs PNG, JPEG, GIF and WebP pictures.');
  return hang(square, { kind: 'uploaded', type, base64: Buffer.from(bytes).toString('base64') });
}

async function bodyOf(request: Request): Promise<Record<string, unknown>> {
  const text = new TextDecoder().decode(await readBody(request, BODY_LIMIT_BYTES, 'That is too much at once.'));
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Answered below.
  }
  throw new SquareRefusal(400, 'The square reads JSON.');
}

export function json(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
  });
}
