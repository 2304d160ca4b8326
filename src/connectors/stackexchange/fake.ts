/** A site of Stack Exchange in miniature: lists sorted and bounded as the API does it, packed, with an allowance that runs out. */
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Contract, Fake } from '../kit/fake.ts';
import { dropped, readJson } from '../kit/json.ts';
import { ownNames } from '../kit/own-names.ts';
import { unrulyServer } from '../kit/unruly-server.ts';
import type { Credentials } from './credentials.ts';
import { heardOf, type Kind, readEntry } from './parse.ts';

type Entry = {
  kind: Kind;
  id: number;
  by: string;
  html: string;
  createdAt: number;
  activeAt: number;
  editedAt: number | null;
  /** The question of an answer, the post of a comment. */
  parent: number;
  tags: string[];
  isGone: boolean;
};

export type StackFake = Fake &
  Required<Pick<Fake, 'customerEdits' | 'customerDeletes' | 'weWriteElsewhere'>> & {
    credentials: Credentials;
    entries: Entry[];
    /** What every answer says of the allowance. */
    allowance: { max: number; remaining: number; backoff: number | null };
    asked: string[];
    /** The next entries get these tags. */
    tagging: { tags: string[] };
  };

const HOST = 'coffee.stackexchange.com';
const US = 'Kestrel Support';
const CUSTOMER = 'Thea &amp; Bo';
const KEY = 'kestrel-key-((7f3a';

export async function openFake(now: () => Date = () => new Date()): Promise<StackFake> {
  const world: World = {
    entries: [],
    allowance: { max: 300, remaining: 300, backoff: null },
    asked: [],
    tagging: { tags: ['espresso'] },
    isDamaged: false,
  };
  const http = await unrulyServer(async request => answer(world, new URL(request.url)));
  const write = (by: string, text: string, parent?: string) =>
    writeInto(world, by, text, parent, Math.floor(now().getTime() / 1000));
  const find = (remoteId: string) => world.entries.find(entry => remoteIdOf(entry) === remoteId);
  return {
    ...http,
    ...world,
    credentials: { site: HOST, api: http.origin, names: US, key: KEY },
    account: { remoteId: HOST, handle: null, name: HOST, avatarUrl: null, profileUrl: `https://${HOST}` },
    customerWrites: async ({ text, parent, mentionsUs }) =>
      write(CUSTOMER, mentionsUs ? `@KestrelSupport ${text}` : text, parent),
    customerEdits: async (remoteId, text) => {
      const entry = find(remoteId);
      if (!entry) return;
      entry.html = asHtml(text);
      entry.editedAt = Math.floor(now().getTime() / 1000);
      entry.activeAt = entry.editedAt;
    },
    customerDeletes: async remoteId => {
      const entry = find(remoteId);
      if (entry) entry.isGone = true;
    },
    weWriteElsewhere: async ({ text, parent }) => write(US, text, parent),
    ourPosts: () =>
      world.entries.filter(({ by }) => by === US).map(entry => ({ remoteId: remoteIdOf(entry), text: entry.html })),
    tell({ damagedToo }) {
      world.isDamaged = damagedToo === true;
    },
    async somebody() {
      const id = write(CUSTOMER, 'The milk frother hisses');
      const person = {
        remoteId: `${HOST}/users/7`,
        handle: null,
        name: 'Thea & Bo',
        avatarUrl: null,
        profileUrl: null,
      };
      return { person, remoteId: id, rootRemoteId: id, room: null };
    },
    secrets: [KEY],
  };
}

type World = Pick<StackFake, 'entries' | 'allowance' | 'asked' | 'tagging'> & { isDamaged: boolean };

/** A question; an answer to a question; a comment on anything else. */
function writeInto(
  { entries, tagging }: World,
  by: string,
  text: string,
  parent: string | undefined,
  at: number,
): string {
  const above = entries.find(entry => remoteIdOf(entry) === parent);
  const kind: Kind = above === undefined ? 'question' : above.kind === 'question' ? 'answer' : 'comment';
  const under = above === undefined ? 0 : above.kind === 'comment' ? above.parent : above.id;
  const entry: Entry = {
    kind,
    id: entries.length + 101,
    by,
    html: asHtml(text),
    createdAt: at,
    activeAt: at,
    editedAt: null,
    parent: under,
    tags: [...tagging.tags],
    isGone: false,
  };
  entries.push(entry);
  if (kind === 'answer' && above !== undefined) above.activeAt = at;
  return remoteIdOf(entry);
}

function remoteIdOf({ kind, id, parent }: Entry): string {
  return kind === 'comment' ? `${HOST}/c/${parent}/${id}` : `${HOST}/p/${id}`;
}

function answer(world: World, url: URL): Response {
  const { searchParams: asked, pathname } = url;
  world.asked.push(pathname + url.search);
  const { allowance } = world;
  if (asked.get('site') !== HOST)
    return refusal(400, 'bad_parameter', `No site found for name \`${asked.get('site')}\``);
  if (asked.has('key') && asked.get('key') !== KEY)
    return refusal(400, 'bad_parameter', "`key` doesn't match a known application");
  if (allowance.remaining <= 0)
    return refusal(
      502,
      'throttle_violation',
      'too many requests from this IP, more requests available in 4711 seconds',
    );
  allowance.remaining -= 1;
  const found = listAt(world, pathname.replace(/^\/2\.3/, ''), asked);
  if (found === null) return refusal(404, 'no_method', 'this method cannot be found');
  const [page, size] = [Number(asked.get('page') ?? 1), Number(asked.get('pagesize') ?? 30)];
  const shown = found.slice((page - 1) * size, page * size);
  const { backoff, max, remaining } = allowance;
  const isSearch = pathname.endsWith('/excerpts');
  const items: unknown[] = shown.map(entry => (isSearch ? excerptOf(entry) : shownAs(entry, pathname)));
  if (world.isDamaged && page === 1) items.unshift({ question_id: 'none', answer_id: 'none', comment_id: 'none' });
  const body = {
    items,
    has_more: found.length > page * size,
    quota_max: max,
    quota_remaining: remaining,
    ...(backoff === null ? {} : { backoff }),
  };
  const headers = { 'content-type': 'application/json; charset=utf-8', 'content-encoding': 'gzip' };
  return new Response(new Uint8Array(gzipSync(JSON.stringify(body))), { headers });
}

function refusal(id: number, name: string, message: string): Response {
  return Response.json({ error_id: id, error_message: message, error_name: name }, { status: 400 });
}

function listAt({ entries }: World, path: string, asked: URLSearchParams): Entry[] | null {
  const there = entries.filter(({ isGone }) => !isGone);
  const [, root, list = '', under] =
    /^\/(questions|answers|comments|posts|search)(?:\/([\d;]+|excerpts))?(?:\/(\w+))?$/.exec(path) ?? [];
  const named = new Set(list.split(';').map(Number));
  const of = (kind: Kind) => there.filter(entry => entry.kind === kind);
  const sorted = (some: Entry[]) => inOrder(some, asked);
  if (root === 'search' && list === 'excerpts') {
    const words = (asked.get('q') ?? '').replaceAll('"', '').toLowerCase();
    return sorted(there.filter(({ kind, html }) => kind !== 'comment' && html.toLowerCase().includes(words)));
  }
  if (root === 'search') {
    const tags = (asked.get('tagged') ?? '').split(';');
    return sorted(of('question').filter(entry => entry.tags.some(tag => tags.includes(tag))));
  }
  if (root === 'posts' && under === undefined)
    return there.filter(({ id, kind }) => kind !== 'comment' && named.has(id));
  if (under === 'answers') return sorted(of('answer').filter(({ parent }) => named.has(parent)));
  if (under === 'comments') return sorted(of('comment').filter(({ parent }) => named.has(parent)));
  if (root === 'questions') return sorted(of('question').filter(({ id }) => list === '' || named.has(id)));
  if (root === 'answers') return sorted(of('answer'));
  return root === 'comments' ? sorted(of('comment')) : null;
}

function inOrder(entries: Entry[], asked: URLSearchParams): Entry[] {
  const by = asked.get('sort') === 'creation' ? 'createdAt' : 'activeAt';
  const min = Number(asked.get('min') ?? 0);
  const sorted = entries.filter(entry => entry[by] >= min).sort((a, b) => a[by] - b[by] || a.id - b.id);
  return asked.get('order') === 'asc' ? sorted : sorted.toReversed();
}

function excerptOf({ kind, id, parent, activeAt, html }: Entry) {
  return {
    item_type: kind,
    question_id: kind === 'question' ? id : parent,
    last_activity_date: activeAt,
    excerpt: html,
  };
}

function shownAs({ kind, id, by, html, createdAt, activeAt, editedAt, parent, tags }: Entry, path: string): object {
  if (/\/posts\/[\d;]+$/.test(path)) return { post_id: id, post_type: kind, body: html };
  const owner = {
    user_id: by === US ? 1 : 7,
    display_name: by,
    user_type: 'registered',
    link: `https://${HOST}/users/${by === US ? 1 : 7}`,
  };
  const common = { owner, creation_date: createdAt, body: `<p>${html}</p>\n` };
  if (kind === 'comment') return { ...common, comment_id: id, post_id: parent, edited: false, score: 0 };
  const active = {
    ...common,
    last_activity_date: activeAt,
    ...(editedAt === null ? {} : { last_edit_date: editedAt }),
  };
  if (kind === 'answer') return { ...active, answer_id: id, question_id: parent, is_accepted: false, score: 0 };
  return {
    ...active,
    question_id: id,
    title: html,
    tags,
    link: `https://${HOST}/questions/${id}/the-title`,
    is_answered: false,
  };
}

function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll("'", '&#39;');
}

export const contract: Contract = {
  openFake,
  read(raw, file) {
    const value = readJson(raw, z.unknown());
    if (!value.ok) return [dropped(value.reason, raw, null)];
    const kind = (['question', 'answer'] as const).find(one => file.startsWith(one)) ?? 'comment';
    const read = readEntry(value.value, kind, { host: HOST, names: ownNames(US) });
    return ['post' in read ? heardOf(read, raw, false) : read];
  },
};
