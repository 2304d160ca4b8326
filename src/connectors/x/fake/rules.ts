/** The filtered stream and its rules. It remembers nothing. */
import { type Ask, jsonOf, mustBe, Refusal, type Rule, type Server } from './ask.ts';
import { matches, type Post } from './town.ts';
import { includesView, postView } from './views.ts';

export type Streams = { open: Set<ReadableStreamDefaultController<Uint8Array>> };

const open = new WeakMap<Server, Streams['open']>();

export function streamsOf(server: Server): Streams['open'] {
  const known = open.get(server) ?? new Set();
  open.set(server, known);
  return known;
}

export async function answerRules(server: Server, ask: Ask): Promise<Response | null> {
  if (ask.line === 'GET /2/tweets/search/stream') return stream(server, ask);
  if (ask.line === 'GET /2/tweets/search/stream/rules') {
    mustBe(ask, 'app');
    return Response.json({
      data: server.rules,
      meta: { sent: server.now().toISOString(), result_count: server.rules.length },
    });
  }
  if (ask.line !== 'POST /2/tweets/search/stream/rules') return null;
  mustBe(ask, 'app');
  return changed(server, await jsonOf(ask.request));
}

function changed(server: Server, body: Record<string, unknown>): Response {
  const { ids = [] } = (body['delete'] ?? {}) as { ids?: string[] };
  server.rules = server.rules.filter(({ id }) => !ids.includes(id));
  const errors: unknown[] = [];
  const data: Rule[] = [];
  for (const rule of (body['add'] ?? []) as { value: string; tag?: string }[]) {
    const known = server.rules.find(({ value }) => value === rule.value);
    if (known !== undefined)
      errors.push({
        value: rule.value,
        id: known.id,
        title: 'DuplicateRule',
        type: 'https://api.x.com/2/problems/duplicate-rules',
      });
    else if (/[()]\($/.test(rule.value) || rule.value.includes('sample:'))
      errors.push({
        value: rule.value,
        title: 'UnprocessableEntity',
        details: ['no such operator'],
        detail: 'no such operator',
        type: 'https://api.x.com/2/problems/invalid-rules',
      });
    else data.push({ id: server.town.nextId(), ...rule });
  }
  server.rules.push(...data);
  const summary = { created: data.length, not_created: errors.length, valid: data.length, invalid: errors.length };
  return Response.json({
    ...(data.length === 0 ? {} : { data }),
    meta: { sent: server.now().toISOString(), summary },
    ...(errors.length === 0 ? {} : { errors }),
  });
}

function stream(server: Server, ask: Ask): Response {
  mustBe(ask, 'app');
  const all = streamsOf(server);
  if (server.rules.length === 0) throw new Refusal(409, 'rules-must-exist', 'Conflict', 'You must define rules.');
  if (all.size >= server.habits.streams)
    throw new Refusal(
      429,
      'streaming-connection',
      'ConnectionException',
      'This stream is currently at the maximum allowed connection limit.',
      { connection_issue: 'TooManyConnections' },
    );
  let leave = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const listener = (post: Post) => {
        for (const line of linesFor(server, post)) controller.enqueue(new TextEncoder().encode(`${line}\r\n`));
      };
      server.town.listeners.add(listener);
      all.add(controller);
      leave = () => {
        server.town.listeners.delete(listener);
        all.delete(controller);
      };
      controller.enqueue(new TextEncoder().encode('\r\n'));
    },
    cancel: () => leave(),
  });
  return new Response(body, { headers: { 'content-type': 'application/json' } });
}

function linesFor(server: Server, post: Post): string[] {
  const matching = server.rules.filter(({ value }) => matches(post, value));
  if (matching.length === 0) return [];
  const line = JSON.stringify({
    data: postView(post, 'old'),
    includes: includesView([post], 'old'),
    matching_rules: matching.map(({ id, tag }) => ({ id, ...(tag === undefined ? {} : { tag }) })),
  });
  return server.telling.twice ? [line, line] : [line];
}

/** A line to everybody who listens, whatever it is. */
export function tellAll(server: Server, line: string): void {
  for (const controller of streamsOf(server)) controller.enqueue(new TextEncoder().encode(`${line}\r\n`));
}
