/** What the fake says to each path, in the words of the documents. */
import { type GraphRequest, graphList, graphNo } from '../../kit/meta/fake-answers.ts';
import { ACCOUNT_ID, type Medium, type Note, PAGE_ID, SCOPED_ID, type Somebody, type Town, type Word } from './town.ts';

export type Telling = { twice: boolean; shuffled: boolean; damagedToo: boolean };
/** How this Instagram is, where its documents leave it open. `namesMentions`: it tells who wrote a mention. */
export type Habits = {
  /** What the page's token may do; all of it when empty. */
  scopes: readonly string[];
  /** How many pages the person speaks for, each with an account. */
  pages: number;
  login: 'instagram' | 'facebook';
  onePrivateReply: boolean;
  namesMessagesOnly: boolean;
  namesMentions: boolean;
  /** Closed after so many hours since they last wrote; people have the human agent's seven days. */
  windowHours: number | null;
};
export type World = { town: Town; telling: Telling; habits: Habits; now: () => Date };

const HOUR_MS = 3_600_000;
const DAMAGED = { id: '7', timestamp: 'soon', created_time: 'soon', updated_time: {}, messages: 7 };

export function answerInstagram(world: World, request: GraphRequest, origin: string): Response | null {
  const [, first = '', second] = request.path.split('/');
  const node = first === 'me' ? (world.habits.login === 'facebook' ? PAGE_ID : ACCOUNT_ID) : first;
  if (first === 'debug_token') return factsAbout(world, request);
  if (first === 'ig_hashtag_search') return tagNamed(request);
  if (request.method === 'GET')
    return second === undefined ? nodeOf(world, node, request) : edgeOf(world, node, second, request, origin);
  if (request.method === 'DELETE') return erase(world, node);
  if (second === 'messages') return take(world, request);
  if (second === 'message_attachments') return layDown(world, request);
  if (second === 'replies' || second === 'comments' || second === 'mentions')
    return write(world, node, second, request);
  return second === undefined ? setHidden(world, node, request) : null;
}

function nodeOf(world: World, id: string, { fields }: GraphRequest): Response | null {
  const { town } = world;
  const asked = fields['fields'] ?? '';
  const mention = /^(mentioned_comment|mentioned_media)\.\w+\((\d+)\)/.exec(asked);
  if (id === ACCOUNT_ID && mention) return mentioned(world, mention[1] ?? '', mention[2] ?? '', asked);
  if (id === ACCOUNT_ID) {
    const { username, name } = town.us;
    return Response.json({ id: SCOPED_ID, user_id: ACCOUNT_ID, username, name, account_type: 'BUSINESS' });
  }
  if (id === PAGE_ID) return Response.json({ id: PAGE_ID, instagram_business_account: linked(town) });
  const note = town.state.notes.get(id);
  if (note) return note.mediaId && isOurs(town, note) ? Response.json(noteView(world, note)) : gone(id);
  const word = town.state.words.get(id);
  if (word) return Response.json(wordView(world, word));
  const somebody = town.state.people.get(id);
  return somebody ? Response.json({ id, name: somebody.name, username: somebody.username }) : gone(id);
}

function isOurs(town: Town, { mediaId }: Note): boolean {
  return town.state.media.get(mediaId)?.by === town.us;
}

function linked({ us }: Town) {
  return { id: us.id, username: us.username, name: us.name };
}

function mentioned({ town, habits }: World, edge: string, id: string, asked: string): Response {
  if (edge === 'mentioned_media') {
    const medium = town.state.media.get(id);
    if (!medium) return gone(id);
    const notes = [...town.state.notes.values()].filter(({ mediaId }) => mediaId === id);
    const comments = { data: notes.map(note => ({ id: note.id, username: note.by.username })) };
    return Response.json({ id: ACCOUNT_ID, mentioned_media: { ...mediumView(medium), comments } });
  }
  const note = town.state.notes.get(id);
  if (!note) return gone(id);
  if (!habits.namesMentions && asked.includes('username'))
    return graphNo(100, 'Tried accessing nonexisting field (username)');
  const { text, at, mediaId } = note;
  const who = habits.namesMentions ? { username: note.by.username } : {};
  return Response.json({
    id: ACCOUNT_ID,
    mentioned_comment: { id, text, timestamp: instant(at), like_count: 2, media: { id: mediaId }, ...who },
  });
}

function edgeOf(world: World, id: string, edge: string, request: GraphRequest, origin: string): Response | null {
  const { town } = world;
  const list = (all: readonly unknown[]) => graphList(origin, request, told(world, all));
  if (id === PAGE_ID && edge === 'accounts') {
    if (request.token?.subject === PAGE_ID)
      return graphNo(100, 'Tried accessing nonexisting field (accounts) on node type (Page)');
    return list(
      Array.from({ length: world.habits.pages }, (_, i) => ({
        id: i === 0 ? PAGE_ID : `${PAGE_ID}${i}`,
        name: 'Kestrel',
        access_token: 'pageTokenOfKestrelInTests',
        instagram_business_account: i === 0 ? linked(town) : { id: `${ACCOUNT_ID}${i}`, username: `kestrel.${i}` },
      })),
    );
  }
  const media = [...town.state.media.values()].sort((a, b) => b.at.getTime() - a.at.getTime());
  if (edge === 'media') return list(media.filter(({ by }) => by === town.us).map(one => ownMediumView(town, one)));
  if (edge === 'recent_media') return list(media.filter(({ caption }) => captionHas(caption, id)).map(foundView));
  if (edge === 'tags') return list(media.filter(({ tags }) => tags).map(mediumView));
  if (edge === 'comments') {
    if (town.state.media.get(id)?.by !== town.us) return gone(id);
    const notes = newestFirst(
      [...town.state.notes.values()].filter(note => note.mediaId === id && note.parentId === null),
    );
    return list(notes.map(note => noteView(world, note)));
  }
  if (edge === 'replies') return list(repliesOf(town, id).map(note => noteView(world, note)));
  return edge === 'conversations' ? list(roomViews(world, request.fields['user_id'] ?? null)) : null;
}

/** Told twice, in another order, or with something that cannot be read before it. */
function told({ telling }: World, all: readonly unknown[]): unknown[] {
  const twice = telling.twice ? all.flatMap(one => [one, one]) : [...all];
  const shuffled = telling.shuffled ? twice.reverse() : twice;
  return telling.damagedToo ? [DAMAGED, ...shuffled] : shuffled;
}

const ALL_SCOPES = [
  'instagram_basic',
  'instagram_manage_comments',
  'instagram_manage_messages',
  'pages_manage_metadata',
];

function factsAbout({ habits }: World, { fields }: GraphRequest): Response {
  const type = fields['input_token']?.startsWith('page') ? 'PAGE' : 'USER';
  const scopes = habits.scopes.length > 0 ? habits.scopes : ALL_SCOPES;
  return Response.json({ data: { type, is_valid: true, scopes, expires_at: 0, data_access_expires_at: 0 } });
}

/** A tag's id here is its name, in numbers. */
function tagNamed({ fields }: GraphRequest): Response {
  const q = fields['q'] ?? '';
  if (fields['user_id'] !== ACCOUNT_ID) return graphNo(100, 'The parameter user_id is required.');
  if (q === 'nobodyusesthis') return graphNo(24, 'The requested resource does not exist', { subcode: 2_207_024 });
  return Response.json({ data: [{ id: `17843${BigInt(`0x${Buffer.from(q).toString('hex')}`)}` }] });
}

function captionHas(caption: string, id: string): boolean {
  const name = Buffer.from(BigInt(id.slice(5)).toString(16), 'hex').toString();
  return caption.toLowerCase().split(/\s+/).includes(`#${name}`);
}

function foundView(medium: Medium) {
  const { username: _, ...rest } = mediumView(medium);
  return { ...rest, comments_count: 0 };
}

function ownMediumView(town: Town, medium: Medium) {
  const count = [...town.state.notes.values()].filter(({ mediaId }) => mediaId === medium.id).length;
  return { ...mediumView(medium), media_product_type: 'FEED', comments_count: count };
}

function mediumView({ id, by, caption, at, kind }: Medium) {
  return {
    id,
    caption,
    media_type: kind,
    media_url: `https://scontent.cdninstagram.example/${id}.${kind === 'VIDEO' ? 'mp4' : 'jpg'}`,
    permalink: `https://www.instagram.com/p/C${id}/`,
    timestamp: instant(at),
    username: by.username,
  };
}

function noteView(world: World, note: Note): Record<string, unknown> {
  const { id, text, at, by, parentId, isHidden } = note;
  const replies = repliesOf(world.town, id)
    .slice(0, 50)
    .map(reply => noteView(world, reply));
  return {
    id,
    text,
    timestamp: instant(at),
    username: by.username,
    from: { id: by.id, username: by.username },
    hidden: isHidden,
    ...(parentId === null ? {} : { parent_id: parentId }),
    ...(replies.length === 0 ? {} : { replies: { data: told(world, replies) } }),
  };
}

function repliesOf(town: Town, id: string): Note[] {
  return newestFirst([...town.state.notes.values()].filter(({ parentId }) => parentId === id));
}

function roomViews(world: World, personId: string | null) {
  const rooms = new Map<string, Word[]>();
  for (const word of world.town.state.words.values())
    if (personId === null || word.with.id === personId)
      rooms.set(word.with.id, [word, ...(rooms.get(word.with.id) ?? [])]);
  return [...rooms].map(([id, words]) => {
    const some = words.slice(0, 20);
    const views = some.map(word =>
      world.habits.namesMessagesOnly ? { id: word.mid, created_time: instant(word.at) } : wordView(world, word),
    );
    return {
      id: `aWdfRoom${id}`,
      updated_time: instant(some[0]?.at ?? world.now()),
      messages: { data: told(world, views) },
    };
  });
}

function wordView({ town }: World, { mid, with: other, isOurs: own, text, at, files }: Word) {
  const [from, to] = own ? [town.us, other] : [other, town.us];
  const name = ({ id, username }: Somebody) => ({ id, username });
  const data = files.map(id => ({ id, image_data: { url: `https://lookaside.example/${id}.jpg` } }));
  return {
    id: mid,
    created_time: instant(at),
    from: name(from),
    to: { data: [name(to)] },
    message: text,
    ...(data.length === 0 ? {} : { attachments: { data } }),
  };
}

function write({ town }: World, id: string, edge: string, { fields }: GraphRequest): Response {
  const text = fields['message'] ?? '';
  if (text === '') return graphNo(100, '(#100) The parameter message is required');
  if (Array.from(text).length > 2_200) return graphNo(100, 'The comment is too long.', { subcode: 2_207_010 });
  const under = edge === 'mentions' ? (fields['comment_id'] ?? fields['media_id'] ?? '') : id;
  const note = town.state.notes.get(under);
  if (edge === 'replies' && (note === undefined || !isOurs(town, note))) return gone(id);
  if (note?.isHidden) return graphNo(100, 'A hidden comment cannot be answered.', { subcode: 2_207_011 });
  if (edge !== 'replies' && note === undefined && !town.state.media.has(under)) return gone(under);
  return Response.json({ id: town.comment({ by: town.us, text, under }).id });
}

function setHidden({ town }: World, id: string, { fields }: GraphRequest): Response {
  const note = town.state.notes.get(id);
  if (!note || !isOurs(town, note)) return gone(id);
  note.isHidden = fields['hide'] === 'true';
  return Response.json({ success: true });
}

function erase({ town }: World, id: string): Response {
  return town.state.notes.delete(id) ? Response.json({ success: true }) : gone(id);
}

type Asked = {
  recipient?: { id?: string; comment_id?: string };
  message?: { text?: string; attachment?: { payload?: { attachment_id?: string } } };
  tag?: string;
};

function take(world: World, { json }: GraphRequest): Response {
  const { town, habits } = world;
  const { recipient = {}, message = {}, tag } = Object(json) as Asked;
  const note = recipient.comment_id === undefined ? undefined : town.state.notes.get(recipient.comment_id);
  const other = note?.by ?? town.state.people.get(recipient.id ?? '');
  if (other === undefined) return graphNo(100, 'No matching user found', { subcode: 2_018_001 });
  if (note && habits.onePrivateReply && town.state.answered.has(note.id))
    return graphNo(10_900, 'Activity already replied to', {
      userMessage: 'This comment was answered privately already.',
    });
  const text = message.text ?? '';
  if (Buffer.byteLength(text) > 1_000)
    return graphNo(100, 'Length of param message[text] must be less than or equal to 1000');
  const last = [...town.state.words.values()].findLast(word => word.with === other && !word.isOurs);
  const hours = last ? (world.now().getTime() - last.at.getTime()) / HOUR_MS : 0;
  if (!note && habits.windowHours !== null && hours > (tag === 'HUMAN_AGENT' ? 168 : habits.windowHours))
    return graphNo(10, 'This message is sent outside of allowed window.', { subcode: 2_534_022 });
  const file = message.attachment?.payload?.attachment_id;
  if (text === '' && !(file && town.state.files.has(file))) return graphNo(100, 'There is nothing to send.');
  if (note) town.state.answered.add(note.id);
  const word = town.say({ with: other, isOurs: true, text, files: file ? [file] : [] });
  return Response.json({ recipient_id: other.id, message_id: word.mid });
}

function layDown({ town, habits }: World, { files, fields }: GraphRequest): Response {
  const [file] = files;
  if (!file || (habits.login === 'facebook' && fields['platform'] !== 'instagram'))
    return graphNo(100, 'There is no file.');
  const id = town.nextId();
  town.state.files.set(id, { type: file.type, bytes: file.size });
  return Response.json({ attachment_id: id });
}

function newestFirst(notes: Note[]): Note[] {
  return notes.sort((a, b) => b.at.getTime() - a.at.getTime() || b.id.localeCompare(a.id));
}

function gone(id: string): Response {
  const message = `Unsupported get request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`;
  return graphNo(100, message, { subcode: 33 });
}

/** To the second, and without a colon in the zone. */
export function instant(at: Date): string {
  return `${at.toISOString().slice(0, 19)}+0000`;
}
