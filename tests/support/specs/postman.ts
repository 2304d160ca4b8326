/** Reads Threads' collection of requests: what may be asked with which names, and answers as they were received. */
import type { Document, Operation } from './document.ts';

type Item = { name: string; item?: Item[]; request?: Request; response?: { body?: string }[] };
type Request = { method: string; url: { path?: string[]; query?: { key: string | null }[] } };

export function fromPostman(text: string): Document {
  const { info, item } = JSON.parse(text) as { info: { name: string }; item: Item[] };
  const operations = new Map<string, Operation>();
  for (const { name, request } of leavesOf(item)) {
    if (request === undefined) continue;
    const path = pathOf(request);
    const key = `${request.method} ${path}`;
    const known = operations.get(key);
    const query = Object.fromEntries((request.url.query ?? []).flatMap(({ key: one }) => (one ? [[one, true]] : [])));
    const { method } = request;
    const answers = { '200': true };
    operations.set(key, {
      name: known?.name ?? name,
      method,
      path,
      query: { ...known?.query, ...query },
      needed: [],
      body: true,
      answers,
    });
  }
  return { of: info.name, operations: [...operations.values()], shapes: {} };
}

/** The answers it shows, by the name of the request. */
export function samplesIn(text: string): { name: string; path: string; body: string }[] {
  const { item } = JSON.parse(text) as { item: Item[] };
  return leavesOf(item).flatMap(({ name, request, response = [] }) =>
    response.flatMap(({ body }) => (body && request ? [{ name, path: pathOf(request), body }] : [])),
  );
}

function leavesOf(items: readonly Item[]): Item[] {
  return items.flatMap(one => (one.item === undefined ? [one] : leavesOf(one.item)));
}

/** `{{thread_id}}` and its like stand for any id. */
function pathOf({ url }: Request): string {
  const pieces = (url.path ?? []).filter(piece => piece !== '');
  return `/${pieces.map(piece => piece.replace(/^\{\{(.*)\}\}$/, '{$1}').replace(/^:(.*)$/, '{$1}')).join('/')}`;
}
