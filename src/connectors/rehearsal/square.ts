/** The square: people write, answer, edit, take back and read. Every act is in the journal before anybody sees it. */
import { countText } from '../../core/text.ts';
import {
  type Act,
  type ActKind,
  applyAct,
  blockKey,
  emptySquare,
  endsOf,
  foldHandle,
  keyOf,
  type Picture,
  type PictureSource,
  type Resident,
  roomOf,
  type SquarePost,
  type SquareState,
} from './square-state.ts';

/** Where the square remembers: one text a line, in order. */
export type Journal = { append(line: string): Promise<void>; read(): AsyncIterable<string> };

export const PUBLIC_TEXT_LIMIT_GRAPHEMES = 500;
export const PRIVATE_TEXT_LIMIT_GRAPHEMES = 2_000;
export const PICTURES_PER_POST = 4;
export const PICTURE_LIMIT_BYTES = 2 * 1024 * 1024;
const UNITS_PER_GRAPHEME = 40;
const NAME_LIMIT_CHARACTERS = 60;
const HANDLE_LIMIT_CHARACTERS = 30;

/** The square says no; `status` is what its HTTP answer carries. */
export class SquareRefusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = 'SquareRefusal';
    this.status = status;
  }
}

export type Square = {
  state: SquareState;
  journal: Journal;
  now: () => Date;
  listeners: Set<() => void>;
  /** Acts happen one after the other; the tail of their chain. */
  tail: Promise<unknown>;
  /** Storms that people let come, by the company they are about: since when, and how much of them was said. */
  storms: Map<string, { beganAtMs: number; said: number }>;
};

export type Writing = {
  by: string;
  text: string;
  lang?: string | null;
  parentId?: string | null;
  /** The other end, for private posts. */
  privatelyTo?: string | null;
  aboutId?: string | null;
  pictures?: Picture[];
  key?: string | null;
  /** Only for a past that is made up; else the square's clock. */
  at?: Date;
};

/** Reads the journal and opens the square; founds it when the journal is empty. */
export async function openSquare(journal: Journal, now: () => Date): Promise<Square> {
  const state = emptySquare();
  for await (const line of journal.read()) applyAct(state, JSON.parse(line) as Act);
  const square: Square = { state, journal, now, listeners: new Set(), tail: Promise.resolve(), storms: new Map() };
  if (state.seq === 0) await act(square, () => ({ kind: 'founded', epoch: now().getTime().toString(36) }));
  return square;
}

/** Called after every act, until the returned function is called. */
export function onAct(square: Square, listener: () => void): () => void {
  square.listeners.add(listener);
  return () => square.listeners.delete(listener);
}

/** Lets somebody in; coming back under the same handle is coming back as the same person. */
export async function enter(square: Square, who: Omit<Resident, 'id'>) {
  const handle = cleaned(who.handle).slice(0, HANDLE_LIMIT_CHARACTERS);
  const name = cleaned(who.name).slice(0, NAME_LIMIT_CHARACTERS);
  if (handle === '' || !/^[\p{L}\p{N}_][\p{L}\p{N}\p{M}_.-]*$/u.test(handle) || name === '')
    throw new SquareRefusal(422, 'A name needs a letter or a number at least.');
  const id = `${who.isCompany ? 'c' : 'p'}-${foldHandle(handle)}`;
  await act(square, state => {
    const there = state.byHandle.get(foldHandle(handle));
    if (there !== undefined && there !== id) throw new SquareRefusal(409, `@${handle} is somebody else here.`);
    const known = state.people.get(id);
    const isSame = known?.name === name && known.pace?.speed === who.pace?.speed && known.pace?.seed === who.pace?.seed;
    if (isSame || (known && !who.isCompany)) return null;
    const pace = who.pace ? { pace: who.pace } : {};
    return { kind: 'person', person: { id, handle, name, isCompany: who.isCompany, ...pace } };
  });
  return person(square, id);
}

export function person(square: Square, id: string): Resident {
  const found = square.state.people.get(id);
  if (!found) throw new SquareRefusal(404, 'Nobody of that name is on the square.');
  return found;
}

/** Many people at once will be angry with this company, from now on; one that goes on goes on. */
export function letStormCome(square: Square, companyId: string): void {
  if (!person(square, companyId).isCompany) throw new SquareRefusal(404, 'There is no such company on the square.');
  if (square.storms.has(companyId)) return;
  square.storms.set(companyId, { beganAtMs: square.now().getTime(), said: 0 });
}

/** Writes a post. The same key by the same person gives the post that is there already. */
export async function write(square: Square, writing: Writing): Promise<SquarePost> {
  const key = writing.key ?? null;
  const done = await act(square, state => {
    if (key !== null && state.byKey.has(keyOf(writing.by, key))) return null;
    return { kind: 'post', post: newPost(square, writing, key) };
  });
  const id = done?.kind === 'post' ? done.post.id : square.state.byKey.get(keyOf(writing.by, key ?? ''));
  return standing(square, id ?? '');
}

function newPost(square: Square, writing: Writing, key: string | null): SquarePost {
  const { state } = square;
  const by = person(square, writing.by);
  const room = roomFor(square, by, writing);
  const id = `${state.epoch}-${state.seq + 1}`;
  const text = acceptableText(writing.text, room !== null, (writing.pictures ?? []).length > 0);
  const parent = writing.parentId ? standing(square, writing.parentId) : null;
  if (parent?.room && parent.room !== room) throw new SquareRefusal(403, 'That was said in private.');
  const company = room === null ? (parent?.by ?? '') : endsOf(room).companyId;
  if (state.blocks.has(blockKey(company, by.id))) throw new SquareRefusal(403, 'This company has blocked you.');
  if (writing.aboutId) standing(square, writing.aboutId);
  if ((writing.pictures ?? []).length > PICTURES_PER_POST)
    throw new SquareRefusal(422, `At most ${PICTURES_PER_POST} pictures a post.`);
  for (const picture of writing.pictures ?? [])
    if (!state.pictures.has(picture.id)) throw new SquareRefusal(422, 'That picture is not here.');
  return {
    id,
    at: (writing.at ?? square.now()).toISOString(),
    by: by.id,
    text,
    lang: writing.lang ?? null,
    parentId: parent?.id ?? null,
    rootId: parent?.rootId ?? id,
    room,
    aboutId: room === null ? null : (writing.aboutId ?? null),
    pictures: (writing.pictures ?? []).map(({ id, description }) => ({
      id,
      description: description && cleaned(description),
    })),
    version: 0,
    editedAt: null,
    removedAt: null,
    key,
  };
}

function roomFor(square: Square, by: Resident, writing: Writing): string | null {
  if (!writing.privatelyTo) return null;
  const to = person(square, writing.privatelyTo);
  if (by.isCompany === to.isCompany)
    throw new SquareRefusal(422, 'Private rooms are between a customer and a company.');
  return by.isCompany ? roomOf(by.id, to.id) : roomOf(to.id, by.id);
}

/** The next version of a post of one's own. */
export async function edit(square: Square, id: string, by: string, text: string): Promise<SquarePost> {
  await act(square, () => {
    const post = mine(square, id, by);
    const words = acceptableText(text, post.room !== null, post.pictures.length > 0);
    return words === post.text ? null : { kind: 'edit', id, text: words, version: post.version + 1 };
  });
  return standing(square, id);
}

/** Takes a post of one's own away; taking it away twice is once. */
export async function remove(square: Square, id: string, by: string): Promise<void> {
  await act(square, state => {
    if (state.posts.get(id)?.by === by && state.posts.get(id)?.removedAt) return null;
    mine(square, id, by);
    return { kind: 'remove', id };
  });
}

/** Somebody has seen everything the other end wrote in a room. */
export async function read(square: Square, room: string, by: string): Promise<void> {
  const unread = (state: SquareState) =>
    (state.rooms.get(room) ?? []).filter(id => !state.read.has(id) && state.posts.get(id)?.by !== by);
  if (unread(square.state).length === 0) return;
  await act(square, state => {
    const ids = unread(state);
    return ids.length === 0 ? null : { kind: 'read', room, by, ids };
  });
}

/** Keeps a picture; posts name it by the id. */
export async function hang(square: Square, source: PictureSource): Promise<string> {
  if (source.kind === 'uploaded' && source.base64.length > (PICTURE_LIMIT_BYTES * 4) / 3 + 4)
    throw new SquareRefusal(413, 'Pictures are 2 MB at most.');
  const done = await act(square, state => ({ kind: 'picture', id: `${state.epoch}-i${state.seq + 1}`, source }));
  return done?.kind === 'picture' ? done.id : '';
}

/** A post that is there and was not taken away. */
export function standing(square: Square, id: string): SquarePost {
  const post = square.state.posts.get(id);
  if (!post) throw new SquareRefusal(404, 'That post is not on the square.');
  if (post.removedAt) throw new SquareRefusal(410, 'Its author has deleted that post.');
  return post;
}

function mine(square: Square, id: string, by: string): SquarePost {
  const post = standing(square, id);
  if (post.by !== by) throw new SquareRefusal(403, 'That post is somebody else’s.');
  return post;
}

/** One at a time: decided on the present state, written down, then done. Null: nothing to do. */
export function act(square: Square, decide: (state: SquareState) => ActKind | null): Promise<Act | null> {
  const turn = square.tail.then(async () => {
    const what = decide(square.state);
    if (!what) return null;
    const next: Act = { seq: square.state.seq + 1, at: square.now().toISOString(), ...what };
    await square.journal.append(JSON.stringify(next));
    applyAct(square.state, next);
    for (const listener of square.listeners) listener();
    return next;
  });
  square.tail = turn.catch(() => {});
  return turn;
}

function acceptableText(given: string, isPrivate: boolean, hasPictures: boolean): string {
  const text = cleaned(given);
  const limit = isPrivate ? PRIVATE_TEXT_LIMIT_GRAPHEMES : PUBLIC_TEXT_LIMIT_GRAPHEMES;
  if (text === '' && !hasPictures) throw new SquareRefusal(422, 'A post needs words or a picture.');
  // Marks can be stacked on one character without end; so many are nobody's way of writing.
  if (text.length > limit * UNITS_PER_GRAPHEME || countText(text, 'graphemes') > limit)
    throw new SquareRefusal(422, `The square takes ${limit} characters at most.`);
  return text;
}

/** Without what no database of texts can hold; everything else is somebody's way of writing. */
function cleaned(text: string): string {
  return text.toWellFormed().replaceAll('\0', '').trim();
}
