/** The square on a port of its own, told to misbehave where a test wants it. */
import type { Contract, Fake } from '../kit/fake.ts';
import { sealText } from '../kit/signature.ts';
import { unrulyServer } from '../kit/unruly-server.ts';
import { personOf, readAct, readPost } from './parse.ts';
import { rehearsalServer } from './server.ts';
import { edit, enter, openSquare, remove, type Square, write } from './square.ts';
import type { Every } from './stream.ts';
import { companyToken } from './token.ts';
import { personOnWire } from './wire.ts';

const SECRET = 'the key of a test installation';
const COMPANY = { handle: 'kestrel', name: 'Kestrel', pace: { speed: 0, seed: 1 } };
const seal = (text: string) => sealText(SECRET, text);

/** A journal that forgets when the process ends. */
export function journalInMemory(lines: string[] = []) {
  return {
    lines,
    append: async (line: string) => void lines.push(line),
    async *read() {
      yield* lines;
    },
  };
}

export async function openFake(
  now: () => Date = () => new Date(),
  every: Every = () => () => {},
): Promise<Fake & { square: Square }> {
  const square = await openSquare(journalInMemory(), now);
  const how = { twice: false, shuffled: false, damagedToo: false };
  const honest = rehearsalServer({ square, seal, hasChannel: () => true, isForEveryone: false, every });
  const server = await unrulyServer(async (request, from) => twisted(await honest(request, from), how));
  const us = await enter(square, { ...COMPANY, isCompany: true });
  const customer = await enter(square, { handle: 'thea', name: 'Thea Lindqvist', isCompany: false });
  const account = personOf(personOnWire(us, us.id));
  const token = companyToken(seal, COMPANY);
  return {
    ...server,
    square,
    credentials: { url: `${server.origin}/rehearsal`, company: COMPANY.name, token },
    account,
    async customerWrites({ text, parent, privately, mentionsUs }) {
      const words = mentionsUs ? `@${COMPANY.handle} ${text}` : text;
      const to = privately ? { privatelyTo: us.id } : {};
      return (await write(square, { by: customer.id, text: words, parentId: parent ?? null, ...to })).id;
    },
    customerEdits: async (remoteId, text) => void (await edit(square, remoteId, customer.id, text)),
    customerDeletes: remoteId => remove(square, remoteId, customer.id),
    weWriteElsewhere: async ({ text, parent }) =>
      (await write(square, { by: us.id, text, parentId: parent ?? null })).id,
    ourPosts: () =>
      [...square.state.posts.values()]
        .filter(({ by, removedAt }) => by === us.id && removedAt === null)
        .map(({ id, text }) => ({ remoteId: id, text })),
    tell: next => void Object.assign(how, next),
    moderated: () => [
      ...[...square.state.marks].flatMap(([id, marks]) => [...marks].map(one => `${one.split(' ')[0]} ${id}`)),
      ...[...square.state.blocks].map(one => `block ${one}`),
      ...square.state.reports.map(({ id }) => `report ${id}`),
    ],
    async somebody() {
      const post = await write(square, { by: customer.id, text: `@${COMPANY.handle} the milk frother hisses` });
      const room = `${us.id}~${customer.id}`;
      return {
        person: personOf(personOnWire(customer, customer.id)),
        remoteId: post.id,
        rootRemoteId: post.rootId,
        room,
      };
    },
    secrets: [SECRET, token],
  };
}

/** Tells events twice or in another order, as networks do. */
async function twisted(
  response: Response,
  how: { twice: boolean; shuffled: boolean; damagedToo: boolean },
): Promise<Response> {
  if (!how.twice && !how.shuffled && !how.damagedToo) return response;
  const arrange = <T>(list: T[]): T[] => {
    const ordered = how.shuffled ? list.toReversed() : list;
    return how.twice ? ordered.flatMap(one => [one, one]) : ordered;
  };
  if (response.headers.get('content-type') === 'text/event-stream' && response.body) {
    const decoder = new TextDecoder();
    const encoder = new TextEncoder();
    const arranged = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        const frames = decoder.decode(chunk, { stream: true }).split(/(?<=\n\n)/);
        controller.enqueue(encoder.encode(arrange(frames).join('')));
      },
    });
    return new Response(response.body.pipeThrough(arranged), { headers: response.headers });
  }
  if (response.status !== 200 || response.headers.get('content-type') !== 'application/json') return response;
  const page = (await response.json()) as { entries?: unknown[] };
  if (Array.isArray(page.entries))
    page.entries = [...(how.damagedToo ? [{ kind: 'gossip' }] : []), ...arrange(page.entries)];
  return new Response(JSON.stringify(page), { headers: { 'content-type': 'application/json' } });
}

export const contract: Contract = {
  openFake,
  read(raw, file) {
    const place = {
      account: personOf({ id: 'c-kestrel', handle: 'kestrel', name: 'Kestrel' }),
      url: 'http://square.example',
    };
    return [file.startsWith('posts') ? readPost(raw, null, place) : readAct(raw, null, place)];
  },
};
