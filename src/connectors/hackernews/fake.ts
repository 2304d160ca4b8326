/** Hacker News in miniature: its API, its list of changes and its search; told to misbehave where a test wants it. */

import { z } from 'zod';
import type { Contract, Fake } from '../kit/fake.ts';
import { readJson } from '../kit/json.ts';
import { ownNames } from '../kit/own-names.ts';
import { unrulyServer } from '../kit/unruly-server.ts';
import { personOf, readHit, readItem } from './parse.ts';
import type { HackerItem } from './schema.ts';

export type HackerFake = Fake &
  Required<Pick<Fake, 'customerEdits' | 'customerDeletes' | 'weWriteElsewhere'>> & {
    items: Map<number, HackerItem>;
    /** Numbered already, and not shown yet. */
    hidden: Set<number>;
    changed: Set<number>;
    /** Paths that were asked for. */
    asked: string[];
  };

const US = 'kestrel_coffee';
const CUSTOMER = 'thea_l';

export async function openFake(now: () => Date = () => new Date()): Promise<HackerFake> {
  const world: World = { items: new Map(), hidden: new Set(), changed: new Set(), asked: [], ours: [] };
  const http = await unrulyServer(async request => answer(world, new URL(request.url)));
  const write = (by: string, text: string, parent?: string): string => {
    const id = world.items.size + 1;
    const time = Math.floor(now().getTime() / 1000);
    const html = asHtml(text);
    const item: HackerItem =
      parent === undefined
        ? { id, type: 'story', by, time, title: html }
        : { id, type: 'comment', by, time, text: html, parent: Number(parent) };
    world.items.set(id, item);
    return String(id);
  };
  const change = (id: string, with_: Partial<HackerItem>) => {
    const item = world.items.get(Number(id));
    if (item) world.items.set(Number(id), { ...item, ...with_ });
    world.changed.add(Number(id));
  };
  return {
    ...http,
    ...world,
    credentials: { api: http.origin, search: http.origin, names: US, words: 'Kestrel' },
    account: { ...personOf(US), remoteId: 'news.ycombinator.com', name: 'Hacker News' },
    customerWrites: async ({ text, parent, mentionsUs }) =>
      write(CUSTOMER, mentionsUs ? `@${US} ${text}` : text, parent),
    customerEdits: async (id, text) => {
      const isStory = world.items.get(Number(id))?.type === 'story';
      change(id, isStory ? { title: asHtml(text) } : { text: asHtml(text) });
    },
    customerDeletes: async id => change(id, { deleted: true, by: undefined, text: undefined, title: undefined }),
    weWriteElsewhere: async ({ text, parent }) => write(US, text, parent),
    ourPosts: () =>
      [...world.items.values()]
        .filter(({ by }) => by === US)
        .map(({ id, title, text }) => ({ remoteId: String(id), text: title ?? text ?? '' })),
    tell({ damagedToo }) {
      const id = world.items.size + 1;
      if (damagedToo) world.items.set(id, { id, type: 'comment', by: CUSTOMER, time: 'soon' as unknown as number });
    },
    async somebody() {
      const id = write(CUSTOMER, 'The milk frother hisses');
      return { person: personOf(CUSTOMER), remoteId: id, rootRemoteId: id, room: null };
    },
    secrets: [],
  };
}

type World = Pick<HackerFake, 'items' | 'hidden' | 'changed' | 'asked'> & { ours: string[] };

function answer({ items, hidden, changed, asked }: World, url: URL): Response {
  asked.push(url.pathname + url.search);
  if (url.pathname === '/v0/maxitem.json') return Response.json(items.size);
  if (url.pathname === '/v0/updates.json') return Response.json({ items: [...changed], profiles: [CUSTOMER] });
  const id = Number(/^\/v0\/item\/(\d+)\.json$/.exec(url.pathname)?.[1] ?? Number.NaN);
  if (id > 0) return Response.json(hidden.has(id) ? null : (items.get(id) ?? null));
  if (url.pathname === '/api/v1/search_by_date') return Response.json({ hits: found(items, url.searchParams) });
  return Response.json({ error: 'Not Found' }, { status: 404 });
}

/** As the search reads them: newest first, tags joined by commas all apply, those in brackets in any number. */
function found(items: ReadonlyMap<number, HackerItem>, asked: URLSearchParams): unknown[] {
  const words = (asked.get('query') ?? '').replaceAll('"', '').toLowerCase();
  const tags = (asked.get('tags') ?? '').split(/,(?![^(]*\))/);
  const bounds = [...(asked.get('numericFilters') ?? '').matchAll(/created_at_i(>=|<=)(\d+)/g)];
  const isWithin = (time: number) =>
    bounds.every(([, sign, at]) => (sign === '>=' ? time >= Number(at) : time <= Number(at)));
  return [...items.values()]
    .filter(item => item.deleted !== true && item.dead !== true && typeof item.time === 'number')
    .map(item => hitOf(item, items))
    .filter(hit =>
      tags.every(tag =>
        tag
          .replace(/[()]/g, '')
          .split(',')
          .some(one => hit._tags.includes(one)),
      ),
    )
    .filter(hit => `${hit.title} ${hit.story_text} ${hit.comment_text}`.toLowerCase().includes(words))
    .filter(hit => isWithin(hit.created_at_i))
    .sort((a, b) => b.created_at_i - a.created_at_i)
    .slice(0, Number(asked.get('hitsPerPage') ?? 20));
}

function hitOf(
  { id, type = '', by = '', time = 0, title, text, parent }: HackerItem,
  items: ReadonlyMap<number, HackerItem>,
) {
  let root = id;
  for (let up = parent; up != null; up = items.get(up)?.parent) root = up;
  return {
    objectID: String(id),
    author: by,
    created_at_i: time,
    title: title ?? null,
    story_text: type === 'story' ? (text ?? null) : null,
    comment_text: type === 'comment' ? (text ?? null) : null,
    parent_id: parent ?? null,
    story_id: root,
    _tags: [type, `author_${by}`, `story_${root}`],
  };
}

/** As Hacker News writes it. */
function asHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll("'", '&#x27;')
    .replaceAll('/', '&#x2F;')
    .replaceAll('\n\n', '<p>');
}

const ASKED_AT = new Date('2026-03-01T12:00:00Z');

export const contract: Contract = {
  openFake,
  read(raw, file) {
    if (file.startsWith('items')) return [readItem(raw, ownNames(US), ASKED_AT)];
    const value = readJson(raw, z.unknown());
    return [readHit(value.ok ? value.value : raw, ownNames(US))];
  },
};
