/** The square as people see it: a plain page that works without script. Whoever sits here may be any customer. */
import { readFileSync } from 'node:fs';
import { readBody } from './body.ts';
import { html, type Markup } from './html.ts';
import { frame, roomPage, threadPage, wallPage } from './page-parts.ts';
import { pictureType } from './picture.ts';
import {
  edit,
  enter,
  hang,
  letStormCome,
  PICTURE_LIMIT_BYTES,
  person,
  read,
  remove,
  type Square,
  SquareRefusal,
  standing,
  write,
} from './square.ts';
import { foldHandle, type Resident, roomOf } from './square-state.ts';
import { type Every, pageStream } from './stream.ts';
import { handleOf } from './token.ts';

const FORM_LIMIT_BYTES = PICTURE_LIMIT_BYTES + 64 * 1024;
const COOKIE = 'rehearsal_as';
const COOKIE_DAYS = 30;

const FILES = {
  'page.css': { type: 'text/css', text: readFileSync(new URL('./page/page.css', import.meta.url), 'utf8') },
  'page.js': { type: 'text/javascript', text: readFileSync(new URL('./page/page.js', import.meta.url), 'utf8') },
};

/** @param path behind `/rehearsal/` */
export async function answerVisitor(square: Square, path: string, request: Request, every: Every): Promise<Response> {
  const [noun = '', id = ''] = path.split('/').map(decoded);
  if (request.method === 'POST') return act(square, noun, id, request);
  if (request.method !== 'GET' && request.method !== 'HEAD')
    throw new SquareRefusal(405, 'The page reads and posts only.');
  if (noun === 'page.css' || noun === 'page.js') return file(noun);
  if (noun === 'live') return pageStream(square, every);
  const me = visitor(square, request);
  const before = new URL(request.url).searchParams.get('before');
  if (noun === '') return page(wallPage(square, me, before));
  if (noun === 'post') return page(threadPage(square, me, standing(square, id)));
  if (noun === 'private') return page(await room(square, me, id));
  throw new SquareRefusal(404, 'There is nothing at this corner of the square.');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new SquareRefusal(404, 'There is nothing at this corner of the square.');
  }
}

/** A refusal as a page. */
export function pageOfTrouble(refusal: SquareRefusal): Response {
  const body = html`<p class="trouble" role="alert">${refusal.message}</p><p><a href="/rehearsal">To the square</a></p>`;
  return page(frame('Rehearsal', null, body), refusal.status);
}

async function room(square: Square, me: Resident | null, companyId: string): Promise<Markup> {
  const company = person(square, companyId);
  if (me) await read(square, roomOf(company.id, me.id), me.id);
  return roomPage(square, me, company);
}

async function act(square: Square, noun: string, id: string, request: Request): Promise<Response> {
  if (noun === 'storm') {
    letStormCome(square, id);
    return new Response(null, { status: 303, headers: { location: '/rehearsal' } });
  }
  const form = await formOf(request);
  const text = (name: string) => String(form.get(name) ?? '');
  const name = text('as').trim();
  const me = name === '' ? visitor(square, request) : await visitorCalled(square, name);
  if (!me) throw new SquareRefusal(422, 'Say who you are first: any name will do.');
  const back = (to: string) => redirect(to, me);
  if (noun === 'as') return back('/rehearsal');
  if (noun === 'post') {
    const parentId = text('parent') || null;
    const parent = parentId === null ? null : standing(square, parentId);
    const post = await write(square, {
      by: me.id,
      text: text('text'),
      // Networks say which language a post is in; people on the square may.
      lang: text('lang') || null,
      parentId,
      pictures: await picturesOf(square, form),
    });
    return back(parent === null ? `/rehearsal#p-${post.id}` : `/rehearsal/post/${parent.rootId}#p-${post.id}`);
  }
  if (noun === 'private') {
    const pictures = await picturesOf(square, form);
    await write(square, { by: me.id, text: text('text'), privatelyTo: id, pictures });
    return back(`/rehearsal/private/${encodeURIComponent(id)}`);
  }
  const post = standing(square, id);
  const where = post.room === null ? `/rehearsal/post/${post.rootId}` : `/rehearsal/private/${post.room.split('~')[0]}`;
  if (noun === 'edit') {
    await edit(square, id, me.id, text('text'));
    return back(`${where}#p-${id}`);
  }
  if (noun === 'delete') {
    await remove(square, id, me.id);
    return back(post.room === null ? '/rehearsal' : where);
  }
  throw new SquareRefusal(404, 'The square has no such door.');
}

/** Somebody who is there already, by name or handle, or somebody new. */
async function visitorCalled(square: Square, name: string): Promise<Resident> {
  const folded = foldHandle(name.replace(/^@/, ''));
  for (const one of square.state.people.values())
    if (!one.isCompany && (foldHandle(one.handle) === folded || foldHandle(one.name) === folded)) return one;
  return enter(square, { handle: handleOf(name), name, isCompany: false });
}

function visitor(square: Square, request: Request): Resident | null {
  const value = request.headers.get('cookie')?.match(new RegExp(`(?:^|;\\s*)${COOKIE}=([^;]+)`))?.[1];
  if (value === undefined) return null;
  try {
    return square.state.people.get(decodeURIComponent(value)) ?? null;
  } catch {
    return null;
  }
}

async function picturesOf(square: Square, form: FormData) {
  const upload = form.get('picture');
  if (!(upload instanceof File) || upload.size === 0) return [];
  if (upload.size > PICTURE_LIMIT_BYTES) throw new SquareRefusal(413, 'Pictures are 2 MB at most.');
  const bytes = new Uint8Array(await upload.arrayBuffer());
  const type = pictureType(bytes);
  if (!type) throw new SquareRefusal(415, 'The square hangs PNG, JPEG, GIF and WebP pictures.');
  const id = await hang(square, { kind: 'uploaded', type, base64: Buffer.from(bytes).toString('base64') });
  return [{ id, description: String(form.get('description') ?? '').trim() || null }];
}

async function formOf(request: Request): Promise<FormData> {
  const bytes = await readBody(request, FORM_LIMIT_BYTES, 'Pictures are 2 MB at most.');
  try {
    const headers = { 'content-type': request.headers.get('content-type') ?? '' };
    return await new Response(bytes, { headers }).formData();
  } catch {
    throw new SquareRefusal(400, 'The square reads forms.');
  }
}

function page(markup: Markup, status = 200): Response {
  return new Response(`<!doctype html>${markup.markup}`, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
    },
  });
}

function file(name: keyof typeof FILES): Response {
  const { type, text } = FILES[name];
  return new Response(text, {
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    },
  });
}

function redirect(to: string, me: Resident): Response {
  const cookie = `${COOKIE}=${encodeURIComponent(me.id)}; Path=/rehearsal; HttpOnly; SameSite=Strict; Max-Age=${COOKIE_DAYS * 86_400}`;
  return new Response(null, { status: 303, headers: { location: to, 'set-cookie': cookie } });
}
