/** A Lemmy server in miniature, in either version of its API; told to misbehave where a test wants it. */
import { z } from 'zod';
import type { Contract, Fake } from '../kit/fake.ts';
import { dropped, readJson } from '../kit/json.ts';
import { unrulyServer } from '../kit/unruly-server.ts';
import type { Version } from './api.ts';
import type { Credentials } from './credentials.ts';
import { heardOf, namesOn, readEntry } from './parse.ts';

type Entry = {
  kind: 'post' | 'comment';
  id: number;
  by: { name: string; host: string };
  text: string;
  at: Date;
  updatedAt: Date | null;
  post: number;
  /** Numbers from the post down to the comment itself. */
  path: number[];
  isDeleted: boolean;
  isPinned: boolean;
};

export type LemmyFake = Fake &
  Required<Pick<Fake, 'customerEdits' | 'customerDeletes' | 'weWriteElsewhere'>> & {
    credentials: Credentials;
    entries: Entry[];
    server: { speaks: Version[]; isPrivate: boolean };
    asked: string[];
    /** A post that was written then and reaches this server only now. */
    arrivesLate(text: string, writtenAt: Date): string;
  };

const US = 'kestrel';
const CUSTOMER = { name: 'thea', host: 'elsewhere.example' };

export async function openFake(now: () => Date = () => new Date()): Promise<LemmyFake> {
  const world: World = {
    entries: [],
    server: { speaks: ['v3'], isPrivate: false },
    asked: [],
    host: '',
    isDamaged: false,
  };
  const http = await unrulyServer(async request => answer(world, new URL(request.url)));
  world.host = new URL(http.origin).host;
  const write = (by: Entry['by'], text: string, parent?: string, at = now()) => writeInto(world, by, text, parent, at);
  const find = (remoteId: string) => world.entries.find(entry => remoteIdOf(world, entry) === remoteId);
  const us = { name: US, host: world.host };
  return {
    ...http,
    ...world,
    credentials: { server: http.origin, names: US, words: 'Kestrel', version: 'v3', languages: { 37: 'en' } },
    account: { remoteId: world.host, handle: US, name: 'Cups', avatarUrl: null, profileUrl: http.origin },
    arrivesLate: (text, writtenAt) => write(CUSTOMER, text, undefined, writtenAt),
    customerWrites: async ({ text, parent, mentionsUs }) =>
      write(CUSTOMER, mentionsUs ? `@${US}@${world.host} ${text}` : text, parent),
    customerEdits: async (remoteId, text) => void Object.assign(find(remoteId) ?? {}, { text, updatedAt: now() }),
    customerDeletes: async remoteId => void Object.assign(find(remoteId) ?? {}, { isDeleted: true }),
    weWriteElsewhere: async ({ text, parent }) => write(us, text, parent),
    ourPosts: () =>
      world.entries
        .filter(({ by }) => by.name === US)
        .map(entry => ({ remoteId: remoteIdOf(world, entry), text: entry.text })),
    tell({ damagedToo }) {
      world.isDamaged = damagedToo === true;
    },
    async somebody() {
      const id = write(CUSTOMER, 'The milk frother hisses');
      const home = `https://${CUSTOMER.host}/u/${CUSTOMER.name}`;
      const person = {
        remoteId: home,
        handle: `${CUSTOMER.name}@${CUSTOMER.host}`,
        name: null,
        avatarUrl: null,
        profileUrl: home,
      };
      return { person, remoteId: id, rootRemoteId: id, room: null };
    },
    secrets: [],
  };
}

type World = Pick<LemmyFake, 'entries' | 'server' | 'asked'> & { host: string; isDamaged: boolean };

function writeInto(world: World, by: Entry['by'], text: string, parent: string | undefined, at: Date): string {
  const above = world.entries.find(entry => remoteIdOf(world, entry) === parent);
  const id = world.entries.length + 11;
  const isPost = above === undefined;
  const entry: Entry = {
    kind: isPost ? 'post' : 'comment',
    id,
    by,
    text,
    at,
    updatedAt: null,
    post: above?.post ?? id,
    path: above === undefined ? [] : [...above.path, id],
    isDeleted: false,
    isPinned: false,
  };
  world.entries.push(entry);
  return remoteIdOf(world, entry);
}

function remoteIdOf({ host }: World, { kind, id }: Entry): string {
  return `${host}/${kind}/${id}`;
}

function answer(world: World, url: URL): Response {
  world.asked.push(url.pathname + url.search);
  const [, version = '', kind = '', list] =
    /^\/api\/(v[34])\/(post|comment|site|search)(\/list)?$/.exec(url.pathname) ?? [];
  if (!world.server.speaks.some(one => one === version)) return new Response('not found', { status: 404 });
  const isNew = version === 'v4';
  if (kind === 'site') return Response.json(site(world, isNew));
  if (world.server.isPrivate) return refusal('instance_is_private', 400);
  if ((url.searchParams.get('community_name') ?? 'coffee') !== 'coffee') return refusal('couldnt_find_community', 404);
  const asked = url.searchParams;
  if (kind === 'search') return Response.json(searched(world, asked));
  const wanted = (asked.get('search_term') ?? '').toLowerCase();
  const under = Number(asked.get('post_id') ?? 0);
  const there = world.entries
    .filter(entry => entry.kind === kind && (!entry.isDeleted || kind === 'comment'))
    .filter(({ post, text }) => (under === 0 || post === under) && text.toLowerCase().includes(wanted));
  if (list === undefined) {
    const one = there.find(({ id }) => id === Number(url.searchParams.get('id')));
    return one
      ? Response.json({ [`${kind}_view`]: view(world, one, isNew) })
      : refusal(isNew ? 'not_found' : `couldnt_find_${kind}`, 404);
  }
  return Response.json(page(world, there, kind as Entry['kind'], url.searchParams, isNew));
}

/** Version 3 has a search of its own, which shows no deleted ones. */
function searched(world: World, asked: URLSearchParams) {
  const kind = asked.get('type_') === 'Posts' ? 'post' : 'comment';
  const word = (asked.get('q') ?? '').toLowerCase();
  const found = world.entries.filter(
    entry => entry.kind === kind && !entry.isDeleted && entry.text.toLowerCase().includes(word),
  );
  return { posts: [], comments: [], ...page(world, found, kind, asked, false) };
}

function refusal(error: string, status: number): Response {
  return Response.json({ error }, { status });
}

function page(world: World, there: Entry[], kind: Entry['kind'], asked: URLSearchParams, isNew: boolean) {
  const newestFirst = there.toSorted(
    (a, b) => Number(b.isPinned) - Number(a.isPinned) || b.at.getTime() - a.at.getTime() || b.id - a.id,
  );
  const size = Number(asked.get('limit') ?? 10);
  const number = Number((isNew ? asked.get('page_cursor')?.slice(1) : asked.get('page')) ?? 1);
  const shown = newestFirst.slice((number - 1) * size, number * size).map(entry => view(world, entry, isNew));
  const views = world.isDamaged && number === 1 ? [{ [kind]: { id: 'none' } }, ...shown] : shown;
  const hasMore = newestFirst.length > number * size;
  return isNew ? { items: views, ...(hasMore ? { next_page: `P${number + 1}` } : {}) } : { [`${kind}s`]: views };
}

function view({ host, entries }: World, entry: Entry, isNew: boolean): object {
  const { kind, id, by, text, at, updatedAt, post, path, isDeleted, isPinned } = entry;
  const home = `https://${by.host}/u/${by.name}`;
  const named = (name: string, value: string) => ({ [isNew ? `${name}_at` : name]: value });
  const common = {
    id,
    ...named('published', at.toISOString()),
    ...(updatedAt === null ? {} : named('updated', updatedAt.toISOString())),
    deleted: isDeleted,
    removed: false,
    language_id: 37,
    ap_id: `https://${host}/${kind}/${id}`,
  };
  const creator = {
    id: 1,
    name: by.name,
    [isNew ? 'ap_id' : 'actor_id']: by.host === host ? `http://${host}/u/${by.name}` : home,
  };
  if (kind === 'comment')
    return { comment: { ...common, post_id: post, content: text, path: ['0', ...path].join('.') }, creator };
  const comments = entries.filter(one => one.kind === 'comment' && one.post === id).length;
  const counts = isNew ? {} : { counts: { post_id: id, comments } };
  return {
    ...counts,
    post: {
      ...common,
      ...(isNew ? { comments } : {}),
      name: text,
      featured_local: isPinned,
      featured_community: false,
      nsfw: false,
    },
    creator,
  };
}

function site({ server }: World, isNew: boolean): object {
  const rate = isNew
    ? { message_max_requests: 200, message_interval_seconds: 60 }
    : { message: 180, message_per_second: 60 };
  return {
    site_view: {
      site: { name: 'Cups' },
      local_site: { private_instance: server.isPrivate },
      local_site_rate_limit: rate,
    },
    version: isNew ? '1.0.0' : '0.19.5',
    all_languages: [
      { id: 0, code: 'und', name: 'Undetermined' },
      { id: 37, code: 'en', name: 'English' },
    ],
  };
}

export const contract: Contract = {
  openFake,
  read(raw, file) {
    const value = readJson(raw, z.unknown());
    if (!value.ok) return [dropped(value.reason, raw, null)];
    const server = new URL('https://lemmy.example');
    const place = {
      server,
      names: namesOn(server, 'kestrel'),
      languages: { 0: 'und', 32: 'de', 37: 'en' },
    };
    const entry = readEntry(value.value, file.startsWith('posts') ? 'posts' : 'comments', place);
    return ['post' in entry ? heardOf(entry, true) : entry];
  },
};
