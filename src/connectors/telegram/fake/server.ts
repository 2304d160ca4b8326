/** The miniature's Bot API over HTTP: by GET or POST, as JSON, as a form or with files. */

import { type FakeChat, type FakeMessage, placeOf, privateChat, shortened, type Town } from './town.ts';
import { getUpdates, setWebhook, webhookNow } from './updates.ts';
import { ApiRefusal, type Params, type Server } from './world.ts';

export async function answerApi(server: Server, request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const [, path] = /^\/file\/bot[^/]+\/(.+)$/.exec(pathname) ?? [];
  const [, token, method = ''] = /^(?:\/file)?\/bot([^/]+)\/([^/]+)/.exec(pathname) ?? [];
  try {
    if (token === undefined) throw new ApiRefusal(404, 'Not Found');
    if (decodeURIComponent(token) !== server.token) throw new ApiRefusal(401, 'Unauthorized');
    if (path !== undefined) return fileAt(server, decodeURIComponent(path));
    const params = { ...Object.fromEntries(searchParams), ...(await paramsOf(request)) };
    const handler = METHODS[method.toLowerCase()];
    if (handler === undefined) throw new ApiRefusal(404, 'Not Found');
    return Response.json({ ok: true, result: await handler(server, params, request.signal) });
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    const { status, message, parameters } = error;
    const body = { ok: false, error_code: status, description: message, ...(parameters && { parameters }) };
    return Response.json(body, { status });
  }
}

async function paramsOf(request: Request): Promise<Params> {
  if (request.method !== 'POST') return {};
  const type = request.headers.get('content-type') ?? '';
  if (type.startsWith('application/json')) return (await request.json()) as Params;
  if (type.startsWith('multipart/')) return Object.fromEntries(await request.formData());
  return Object.fromEntries(new URLSearchParams(await request.text()));
}

type Handler = (server: Server, params: Params, signal: AbortSignal) => unknown;

const METHODS: Record<string, Handler> = {
  getme: ({ town }) => ({
    ...town.bot,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: true,
  }),
  getupdates: getUpdates,
  setwebhook: setWebhook,
  deletewebhook: server => setWebhook(server, { url: '' }),
  getwebhookinfo: webhookNow,
  getbusinessconnection: ({ town }, params) => businessConnection(town, params['business_connection_id']),
  getfile: getFile,
  sendmessage: (server, params) => write(server, params, { text: String(params['text'] ?? '') }),
  sendphoto: (server, params) => upload(server, params, 'photo'),
  sendvideo: (server, params) => upload(server, params, 'video'),
  sendanimation: (server, params) => upload(server, params, 'animation'),
  sendaudio: (server, params) => upload(server, params, 'audio'),
  sendvoice: (server, params) => upload(server, params, 'voice'),
  senddocument: (server, params) => upload(server, params, 'document'),
  sendmediagroup: mediaGroup,
  deletemessage: ({ town }, params) => erase(town, `${params['chat_id']}:${params['message_id']}`),
  deletebusinessmessages: ({ town }, params) => {
    const [message] = params['message_ids'] as number[];
    return erase(town, `biz:${params['business_connection_id']}:${town.customer.id}:${message}`);
  },
  setmessagereaction: react,
  banchatmember: ({ town }, { user_id }) => mark(town, `block ${user_id}`, true),
  unbanchatmember: ({ town }, { user_id }) => mark(town, `block ${user_id}`, false),
  banchatsenderchat: ({ town }, { sender_chat_id }) => mark(town, `block ${sender_chat_id}`, true),
  unbanchatsenderchat: ({ town }, { sender_chat_id }) => mark(town, `block ${sender_chat_id}`, false),
};

function mark({ marks }: Town, name: string, isOn: boolean): true {
  marks[isOn ? 'add' : 'delete'](name);
  return true;
}

function react({ town }: Server, params: Params): true {
  const id = `${params['chat_id']}:${params['message_id']}`;
  if (!town.messages.has(id)) throw new ApiRefusal(400, 'Bad Request: message to react not found');
  return mark(town, `like ${id}`, (params['reaction'] as unknown[]).length > 0);
}

function erase(town: Town, id: string): true {
  if (!town.messages.delete(id)) throw new ApiRefusal(400, 'Bad Request: message to delete not found');
  town.ours = town.ours.filter(one => one !== id);
  return true;
}

function businessConnection(town: Town, id: unknown) {
  if (id !== town.connection) throw new ApiRefusal(400, 'Bad Request: BUSINESS_CONNECTION_INVALID');
  const { is_enabled, can_reply } = town.businessRights;
  const date = Math.floor(town.now().getTime() / 1000);
  return {
    id,
    user: town.owner,
    user_chat_id: town.owner.id,
    date,
    is_enabled,
    rights: can_reply ? { can_reply } : {},
  };
}

function getFile({ town }: Server, { file_id }: Params) {
  const file = town.files.get(String(file_id));
  if (file === undefined) throw new ApiRefusal(400, 'Bad Request: invalid file_id');
  return { file_id, file_unique_id: `u${String(file_id)}`, file_size: file.bytes.length, file_path: file.path };
}

function fileAt({ town }: Server, path: string): Response {
  const file = [...town.files.values()].find(one => one.path === path);
  if (file === undefined) throw new ApiRefusal(404, 'Not Found');
  return new Response(new Uint8Array(file.bytes), { headers: { 'content-type': 'application/octet-stream' } });
}

const TEXT_LIMIT = 4_096;
const CAPTION_LIMIT = 1_024;

function write(server: Server, params: Params, content: Record<string, unknown>): FakeMessage {
  const { town } = server;
  const { text, caption } = content;
  if (text !== undefined && Array.from(String(text)).length > TEXT_LIMIT)
    throw new ApiRefusal(400, 'Bad Request: message is too long');
  if (text === '') throw new ApiRefusal(400, 'Bad Request: message text is empty');
  if (caption !== undefined && Array.from(String(caption)).length > CAPTION_LIMIT)
    throw new ApiRefusal(400, 'Bad Request: message caption is too long');
  const chat = chatOf(town, Number(params['chat_id']));
  const business = params['business_connection_id'];
  const thread = params['message_thread_id'];
  const answered = answeredBy(
    town,
    params,
    placeOf({ chat, ...(business ? { business_connection_id: String(business) } : {}) }),
  );
  const written = town.write(
    {
      chat,
      from: business === undefined ? town.bot : town.owner,
      ...(business === undefined ? {} : { business_connection_id: String(business), sender_business_bot: town.bot }),
      ...(thread === undefined ? {} : { message_thread_id: Number(thread), is_topic_message: true }),
      ...(answered === null ? {} : { reply_to_message: shortened(answered) }),
      ...content,
    },
    null,
  );
  town.ours.push(`${placeOf(written)}:${written.message_id}`);
  return written;
}

function chatOf(town: Town, id: number): FakeChat {
  const closed = town.closed.get(id);
  if (closed !== undefined) throw new ApiRefusal(403, closed);
  const moved = town.moved.get(id);
  if (moved !== undefined)
    throw new ApiRefusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: moved,
    });
  for (const user of [town.customer, town.owner]) if (user.id === id) return privateChat(user);
  for (const chat of [town.group, town.channel]) if (chat.id === id) return chat;
  const known = [...town.messages.values()].find(({ chat }) => chat.id === id)?.chat;
  if (known === undefined) throw new ApiRefusal(400, 'Bad Request: chat not found');
  return known;
}

function answeredBy({ messages }: Town, params: Params, place: string): FakeMessage | null {
  const given = params['reply_parameters'];
  if (given === undefined) return null;
  const told = (typeof given === 'string' ? JSON.parse(given) : given) as {
    message_id: number;
    allow_sending_without_reply?: boolean;
  };
  const found = messages.get(`${place}:${told.message_id}`) ?? null;
  if (found === null && told.allow_sending_without_reply !== true)
    throw new ApiRefusal(400, 'Bad Request: message to be replied not found');
  return found;
}

function upload(server: Server, params: Params, kind: string): FakeMessage {
  const { caption } = params;
  return write(server, params, { ...kept(server, kind, params[kind]), ...(caption === undefined ? {} : { caption }) });
}

function mediaGroup(server: Server, params: Params): FakeMessage[] {
  const media = JSON.parse(String(params['media'])) as { type: string; media: string; caption?: string }[];
  if (media.length < 2 || media.length > 10)
    throw new ApiRefusal(400, 'Bad Request: wrong number of media in an album');
  const album = `album${server.town.ours.length}`;
  return media.map(({ type, media: name, caption }) => {
    const content = kept(server, type, params[name.replace('attach://', '')]);
    return write(server, params, { ...content, media_group_id: album, ...(caption === undefined ? {} : { caption }) });
  });
}

function kept({ town }: Server, kind: string, file: unknown): Record<string, unknown> {
  if (!(file instanceof File)) throw new ApiRefusal(400, `Bad Request: there is no ${kind} in the request`);
  const id = `file${town.files.size + 1}`;
  town.files.set(id, { path: `${kind}s/${id}`, bytes: new Uint8Array() });
  const named = { file_id: id, file_unique_id: `u${id}`, file_size: file.size };
  if (kind === 'photo') return { photo: [{ ...named, width: 90, height: 90 }] };
  const played = kind === 'document' ? {} : { duration: 3 };
  const seen = kind === 'video' || kind === 'animation' ? { width: 90, height: 90 } : {};
  const called = kind === 'voice' ? {} : { file_name: file.name };
  return { [kind]: { ...named, mime_type: file.type, ...called, ...played, ...seen } };
}
