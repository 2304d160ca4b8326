/** How the fake Facebook answers: lists, single things, writing, deeds. */
import { type GraphRequest, graphList, graphNo } from '../../kit/meta/fake-answers.ts';
import { PAGE_ID, type Town } from './town.ts';
import { commentView, conversationView, messageView, postView, ratingView } from './views.ts';

export type Server = {
  town: Town;
  appId: string;
  /** Tokens of the pages a person may speak for, by the id of the page. */
  pages: Map<string, { name: string; token: string }>;
  scopes: readonly string[];
  /** The pages belong to a business: nobody is listed them, and each can be asked for. */
  isBusiness: boolean;
  telling: { twice: boolean; shuffled: boolean; damagedToo: boolean };
  /** What was done besides answering: `like 12`. */
  marks: Set<string>;
  /** Private answers are counted, as on Facebook; the laws try one comment several times. */
  isStrict: boolean;
  now: () => Date;
};
type Place = { origin: string };
type Answer = Response | null;

export function answerGraph(server: Server, request: GraphRequest, place: Place): Answer {
  const [, id = '', edge = ''] = /^\/([^/]+)(?:\/([^/]+))?$/.exec(request.path) ?? [];
  if (id === 'debug_token') return facts(server, request.fields['input_token'] ?? '');
  if (id === 'me' && edge === 'accounts') return accounts(server, request, place);
  if (request.token === null) return graphNo(200, 'This needs a page access token.', { status: 403 });
  const of = id === 'me' ? request.token.subject : id;
  if (edge === '') return single(server, request, of);
  if (of === PAGE_ID) return ofPage(server, request, place, edge) ?? ofNode(server, request, place, of, edge);
  return ofNode(server, request, place, of, edge);
}

function facts({ appId, pages, scopes, isBusiness }: Server, token: string): Response {
  const page = [...pages].find(([, one]) => one.token === token);
  const type = page ? 'PAGE' : 'USER';
  const isValid = page !== undefined || token.startsWith('long');
  const ends = { expires_at: 0, data_access_expires_at: 0 };
  const data = { app_id: appId, type, is_valid: isValid, scopes, ...ends, ...(page ? { profile_id: page[0] } : {}) };
  const granular_scopes = isBusiness
    ? [{ scope: 'pages_show_list', target_ids: [...pages.keys(), '998'] }, { scope: 'pages_messaging' }]
    : [{ scope: 'pages_show_list' }];
  return Response.json({ data: { ...data, granular_scopes } });
}

function accounts({ pages, isBusiness }: Server, request: GraphRequest, { origin }: Place): Response {
  const list = [...(isBusiness ? [] : pages)].map(([id, { name, token }]) => ({
    ...pageView(id, name),
    // What comes of a token of an hour ends with it.
    access_token: request.token?.text.startsWith('short') ? `${token}ForAnHour` : token,
    tasks: ['MESSAGING'],
  }));
  return graphList(origin, request, list);
}

function pageView(id: string, name: string) {
  return { id, name, username: name.toLowerCase().replaceAll(' ', ''), link: `https://www.facebook.com/${id}` };
}

function ofPage(server: Server, request: GraphRequest, { origin }: Place, edge: string): Answer {
  const { town, telling } = server;
  const { method, fields } = request;
  const list = (all: readonly unknown[]) => graphList(origin, request, told(telling, all));
  if (edge === 'messages' && method === 'POST') return sendMessage(server, request);
  if (edge === 'message_attachments' && method === 'POST') return Response.json({ attachment_id: '7001' });
  if (edge === 'blocked') return blocked(server, request);
  if (method !== 'GET') return null;
  if (edge === 'feed') {
    const posts = town.nodes.filter(({ id, root }) => id === root).toReversed();
    return list(posts.map(post => postView(town, post)));
  }
  if (edge === 'tagged') return list([]);
  if (edge === 'ratings') return list(town.ratings.toReversed().map(ratingView));
  if (edge !== 'conversations') return null;
  const wanted = fields['user_id'];
  const rooms = [...new Set(town.messages.toReversed().map(({ room }) => room))];
  return list(rooms.filter(room => wanted === undefined || room === wanted).map(room => conversationView(town, room)));
}

/** Twice, out of order, and with one before it that nobody can read. */
function told({ twice, shuffled, damagedToo }: Server['telling'], all: readonly unknown[]): unknown[] {
  const more = twice ? all.flatMap(one => [one, one]) : [...all];
  const mixed = shuffled ? more.map((_, i) => more[(i * 7 + 3) % more.length]) : more;
  const isWhole = !shuffled || more.length % 7 !== 0;
  return [...(damagedToo ? [{ id: ['?'], created_time: 'never' }] : []), ...(isWhole ? mixed : more.toReversed())];
}

function ofNode(server: Server, request: GraphRequest, { origin }: Place, id: string, edge: string): Answer {
  const { town, marks } = server;
  const { method } = request;
  if (edge === 'messages' && method === 'GET') {
    const room = id.replace(/^t_/, '');
    const messages = town.messages.filter(message => message.room === room).toReversed();
    return graphList(
      origin,
      request,
      messages.map(message => messageView(town, message)),
    );
  }
  if (town.node(id) === undefined) return null;
  if (edge === 'likes') {
    if (method === 'POST') marks.add(`like ${id}`);
    else marks.delete(`like ${id}`);
    return Response.json({ success: true });
  }
  if (edge !== 'comments') return null;
  if (method === 'POST') return writeComment(server, request, id);
  const under = town.nodes.filter(({ root, parent, id: own }) => own !== id && (root === id || parent === id));
  return graphList(origin, request, under.toReversed().map(commentView));
}

function writeComment({ town }: Server, { fields, files, token }: GraphRequest, under: string): Answer {
  const file = files.length > 0 ? 'https://pictures.example/of-ours.png' : null;
  if (!fields['message'] && file === null) return graphNo(100, 'There is nothing in this comment.');
  const written = town.comment(token?.subject ?? '', under, fields['message'] ?? '', file);
  return written && Response.json({ id: written.id, created_time: commentView(written).created_time });
}

function single(server: Server, { method, fields, token }: GraphRequest, id: string): Answer {
  const { town, marks, pages } = server;
  const page = pages.get(id);
  if (page) {
    const isPerson = token?.subject !== id;
    return Response.json({ ...pageView(id, page.name), ...(isPerson ? { access_token: page.token } : {}) });
  }
  const node = town.node(id);
  if (node === undefined) {
    const name = town.names.get(id);
    return name === undefined || method !== 'GET' ? null : Response.json({ id, name, first_name: name.split(' ')[0] });
  }
  if (method === 'DELETE') {
    if (node.from.id !== token?.subject) return graphNo(200, 'This is somebody else’s.', { status: 403 });
    return Response.json({ success: town.remove(id) });
  }
  if (method === 'POST') {
    if (fields['is_hidden'] === 'true') marks.add(`hide ${id}`);
    else marks.delete(`hide ${id}`);
    return Response.json({ success: true });
  }
  const opened = town.answered.has(id) ? { private_reply_conversation: { id: `t_${node.from.id}` } } : {};
  return Response.json({ ...(id === node.root ? postView(town, node) : commentView(node)), ...opened });
}

const FILE = 'https://pictures.example/of-ours.png';
const WINDOW_MS = 24 * 3_600_000;
const HUMAN_MS = 7 * WINDOW_MS;

function sendMessage(server: Server, { json }: GraphRequest): Answer {
  const { town, isStrict } = server;
  const { recipient, message, tag } = json as {
    recipient: { id?: string; comment_id?: string; post_id?: string };
    message: { text?: string; attachment?: unknown; metadata?: string };
    tag?: string;
  };
  const about = recipient.comment_id ?? recipient.post_id;
  const room = about === undefined ? recipient.id : town.node(about)?.from.id;
  if (room === undefined || !town.names.has(room))
    return graphNo(100, 'No matching user found.', { subcode: 2_018_001 });
  if (about !== undefined && isStrict && town.answered.has(about))
    return graphNo(10_900, 'Activity already replied to', { userMessage: 'This was answered privately before.' });
  const last = town.messages.findLast(one => one.room === room && one.from === room);
  const age = last ? server.now().getTime() - last.at.getTime() : Number.POSITIVE_INFINITY;
  if (about === undefined && age > (tag === 'HUMAN_AGENT' ? HUMAN_MS : WINDOW_MS))
    return graphNo(10, 'This message is sent outside of allowed window.', { status: 403, subcode: 2_018_278 });
  if (about !== undefined) town.answered.add(about);
  const more = {
    ...(message.attachment ? { file: FILE } : {}),
    ...(message.metadata ? { metadata: message.metadata } : {}),
  };
  const written = town.message(PAGE_ID, room, message.text ?? '', more);
  return Response.json({ recipient_id: room, message_id: written.mid });
}

function blocked({ marks }: Server, { method, fields }: GraphRequest): Response {
  const ids = JSON.parse(fields['psid'] ?? '[]') as string[];
  for (const id of ids)
    if (method === 'POST') marks.add(`block ${id}`);
    else marks.delete(`block ${id}`);
  return Response.json(Object.fromEntries(ids.map(id => [id, true])));
}
