/** Birdhouse in miniature, told to misbehave where a law wants it. */
import { createHmac } from 'node:crypto';
import type { Contract, Fake } from '../../src/connectors/kit/fake.ts';
import { unrulyServer } from '../../src/connectors/kit/unruly-server.ts';
import type { Person } from '../../src/core/post.ts';
import { readNote } from './parse.ts';

type Note = {
  id: string;
  at: string;
  by: { id: string; name: string };
  text: string;
  answers: string | null;
  to: string | null;
};

const TOKEN = 'a token of the fake birdhouse';
const HOOK_SECRET = 'a secret of the fake birdhouse';
const NOTES_PER_PAGE = 3;
const us: Person = { remoteId: 'kestrel', handle: 'kestrel', name: 'Kestrel', avatarUrl: null, profileUrl: null };
const them = { id: 'thea', name: 'Thea Lindqvist' };

async function openFake(): Promise<Fake> {
  const notes: Note[] = [];
  const how = { twice: false, shuffled: false, damagedToo: false };
  const write = (note: Pick<Note, 'by' | 'text' | 'answers' | 'to'>): Note => {
    const written = { id: String(notes.length + 1).padStart(6, '0'), at: new Date().toISOString(), ...note };
    notes.push(written);
    return written;
  };
  const server = await unrulyServer(async request => {
    if (request.headers.get('authorization') !== `Bearer ${TOKEN}`)
      return Response.json({ error: 'Who are you?' }, { status: 401 });
    if (request.method === 'POST') {
      const { text, answers } = (await request.json()) as { text: string; answers: string };
      return Response.json(write({ by: { id: 'kestrel', name: 'Kestrel' }, text, answers, to: null }), { status: 201 });
    }
    const after = new URL(request.url).searchParams.get('after') ?? '';
    const rest = notes.filter(({ id }) => id > after);
    const page = rest.slice(0, NOTES_PER_PAGE);
    const told = how.twice ? page.flatMap(note => [note, note]) : page;
    return Response.json({ notes: [...(how.damagedToo ? [{ id: 7 }] : []), ...told], more: rest.length > page.length });
  });
  return {
    ...server,
    credentials: { url: server.origin, token: TOKEN, hookSecret: HOOK_SECRET },
    account: us,
    customerWrites: async ({ text, parent, mentionsUs }) =>
      write({ by: them, text, answers: parent ?? null, to: mentionsUs ? 'kestrel' : null }).id,
    weWriteElsewhere: async ({ text, parent }) =>
      write({ by: { id: 'kestrel', name: 'Kestrel' }, text, answers: parent ?? null, to: null }).id,
    ourPosts: () => notes.filter(({ by }) => by.id === 'kestrel').map(({ id, text }) => ({ remoteId: id, text })),
    tell: next => void Object.assign(how, next),
    async somebody() {
      const { id } = write({ by: them, text: 'The perch wobbles', answers: null, to: 'kestrel' });
      return {
        person: { ...us, remoteId: them.id, handle: them.id, name: them.name },
        remoteId: id,
        rootRemoteId: id,
        room: null,
      };
    },
    hookRequest(texts, at) {
      const batch = texts.map((text, i) => ({
        id: `h${i}`,
        at: at.toISOString(),
        by: them,
        text,
        answers: null,
        to: 'kestrel',
      }));
      const bytes = new TextEncoder().encode(JSON.stringify({ notes: batch }));
      const time = String(Math.floor(at.getTime() / 1000));
      const signature = createHmac('sha256', HOOK_SECRET).update(`${time}.`).update(bytes).digest('hex');
      const headers = new Headers({ 'x-birdhouse-time': time, 'x-birdhouse-signature': `sha256=${signature}` });
      return { method: 'POST', url: new URL('https://desk.example/hooks'), headers, bytes, now: at };
    },
    secrets: [TOKEN, HOOK_SECRET],
  };
}

export const contract: Contract = { openFake, read: raw => [readNote(raw, us)] };
