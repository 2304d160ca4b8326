/** The Cloud API in miniature: messages and files are taken, templates listed, numbers described, calls made and signed. */
import { createHash } from 'node:crypto';
import type { Contract, Fake } from '../kit/fake.ts';
import { type GraphRequest, graphList, graphNo } from '../kit/meta/fake-answers.ts';
import { type FakeGraph, openGraph } from '../kit/meta/fake-graph.ts';
import { fakeSubscriptions } from '../kit/meta/fake-subscriptions.ts';
import { proofOf } from '../kit/meta/graph.ts';
import { verified } from '../kit/signature.ts';
import type { Credentials } from './credentials.ts';
import { type Calls, makeCalls } from './fake/calls.ts';
import { answerMessage } from './fake/messages.ts';
import { customer, makeStand, type Stand } from './fake/stand.ts';
import { readBody } from './parse.ts';

const TOKEN = 'tokenOfTheSystemUserOfKestrelInTestsOnly';
const APP = { id: '4455667788', secret: 'secretOfTheAppOfKestrelInTestsOnly' };
const RIGHTS = ['whatsapp_business_messaging', 'whatsapp_business_management'];

export type WhatsAppFake = Fake & {
  credentials: Credentials;
  graph: FakeGraph;
  stand: Stand;
  calls: Calls;
  token: string;
};

export async function openFake(now: () => Date = () => new Date()): Promise<WhatsAppFake> {
  const stand = makeStand(now);
  const graph = await openGraph({
    app: APP,
    now,
    ownSubscriptions: true,
    answer: (request, { origin }) => answer(request, origin, stand),
  });
  graph.tokens.set(TOKEN, { subject: 'systemUser', scopes: RIGHTS, endsAt: null });
  const calls = makeCalls(stand, graph);
  const { phoneId, wabaId } = stand;
  return {
    ...graph,
    graph,
    stand,
    calls,
    token: TOKEN,
    credentials: { accessToken: TOKEN, phoneNumberId: phoneId, wabaId, appSecret: APP.secret, graph: graph.origin },
    account: stand.account,
    customerWrites: async ({ text, parent }) => calls.customerWrites(text, parent),
    customerEdits: async (remoteId, text) => calls.customerEdits(remoteId, text),
    customerDeletes: async remoteId => calls.customerDeletes(remoteId),
    weWriteElsewhere: async ({ text }) => calls.weTypeOnThePhone(text),
    keepsOursToItself: true,
    ourPosts: () => stand.ours.map(({ id, text }) => ({ remoteId: id, text })),
    somebody: async () => {
      const remoteId = calls.customerWrites('The steam wand drips');
      return { person: customer, remoteId, rootRemoteId: remoteId, room: `with ${customer.remoteId}` };
    },
    hookRequest: (texts, at) =>
      calls.signed(
        texts.map(text => calls.messageOf(text, at)),
        at,
      ),
    told: () => calls.all(),
    writesAt: { direct: '/messages' },
    moderated: () => [...stand.marks].map(([id, emoji]) => `like ${id} ${emoji}`),
    secrets: [TOKEN, APP.secret],
  };
}

function answer(request: GraphRequest, origin: string, stand: Stand): Response | null {
  const { method, path, token } = request;
  const [, first = '', second] = /^\/([^/]+)(?:\/([^/]+))?$/.exec(path) ?? [];
  if (path === `/${APP.id}/subscriptions`) return fakeSubscriptions(request, origin, APP, stand.told);
  if (path === '/debug_token')
    return Response.json({
      data: {
        is_valid: true,
        app_id: APP.id,
        type: 'SYSTEM_USER',
        expires_at: token?.endsAt ? Math.floor(token.endsAt.getTime() / 1000) : 0,
        scopes: token?.scopes,
      },
    });
  if (first === stand.phoneId && second === undefined) return Response.json({ id: stand.phoneId, ...stand.number });
  if (first === stand.phoneId && second === 'messages' && method === 'POST') return answerMessage(request, stand);
  if (first === stand.phoneId && second === 'media' && method === 'POST') return takeFile(request, stand);
  if (first === stand.wabaId && second === 'phone_numbers') return graphList(origin, request, [{ id: stand.phoneId }]);
  if (first === stand.wabaId && second === 'message_templates') {
    const { name } = request.fields;
    return graphList(
      origin,
      request,
      stand.templates.filter(one => name === undefined || String(one['name']).includes(name)),
    );
  }
  if (first === stand.wabaId && second === 'subscribed_apps') return subscriptions(request, stand);
  const file = stand.files.get(first);
  if (file === undefined) return null;
  if (second === 'bytes') return new Response(new Uint8Array(file.bytes), { headers: { 'content-type': file.type } });
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  const about = { id: first, mime_type: file.type, file_size: String(file.bytes.length), sha256 };
  return Response.json({ messaging_product: 'whatsapp', url: addressOf(origin, first), ...about });
}

/** Files lie elsewhere and ask for the token alone; here they lie behind the same door, which asks for the proof too. */
function addressOf(origin: string, id: string): string {
  return `${origin}/${id}/bytes?appsecret_proof=${proofOf(TOKEN, APP.secret)}`;
}

function takeFile({ files, fields }: GraphRequest, stand: Stand): Response {
  const [file] = files;
  if (file === undefined || fields['messaging_product'] !== 'whatsapp')
    return graphNo(100, '(#100) The parameter messaging_product is required.');
  const id = String(700_000_000 + stand.files.size);
  stand.files.set(id, { bytes: new Uint8Array(), type: file.type });
  return Response.json({ id });
}

function subscriptions({ method, fields }: GraphRequest, stand: Stand): Response {
  if (method === 'DELETE') stand.calledAt = null;
  if (method === 'POST')
    stand.calledAt = { url: fields['override_callback_uri'] ?? null, secret: fields['verify_token'] ?? null };
  if (method !== 'GET') return Response.json({ success: true });
  const app = { whatsapp_business_api_data: { id: APP.id, link: 'https://kestrel.example', name: 'Heed' } };
  const where = stand.calledAt?.url ? { override_callback_uri: stand.calledAt.url } : {};
  return Response.json({ data: stand.calledAt === null ? [] : [{ ...app, ...where }] });
}

/** Fixtures are whole bodies of calls. */
export const contract: Contract = {
  openFake: () => openFake(),
  read(raw) {
    const { phoneId, wabaId, account } = makeStand(() => new Date(0));
    return readBody(verified(new TextEncoder().encode(raw)), { phoneId, wabaId, account, receivedAt: null });
  },
};
