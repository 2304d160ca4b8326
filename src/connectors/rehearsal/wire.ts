/** What the square tells a company over HTTP: every public post, and the private ones written to or by it. */
import type { z } from 'zod';
import type { actSchema, postSchema } from './schema.ts';
import { type Act, endsOf, mentionsIn, type Resident, type SquarePost, type SquareState } from './square-state.ts';

export type WirePost = z.infer<typeof postSchema>;
export type WireAct = z.infer<typeof actSchema>;

export function postOnWire(state: SquareState, post: SquarePost, companyId: string): WirePost {
  const withId = post.room === null ? null : endsOf(post.room).customerId;
  return {
    id: post.id,
    at: post.at,
    author: personOnWire(state.people.get(post.by), post.by),
    text: post.text,
    lang: post.lang,
    parent: post.parentId,
    parentAuthor: post.parentId === null ? null : (state.posts.get(post.parentId)?.by ?? null),
    root: post.rootId,
    room: post.room,
    roomWith: withId === null ? null : personOnWire(state.people.get(withId), withId),
    about: post.aboutId,
    mentions: mentionsIn(state, post.text),
    pictures: post.pictures.map(({ id, description }) => ({ path: `media/${id}`, description })),
    version: post.version,
    editedAt: post.editedAt,
    key: post.by === companyId ? post.key : null,
  };
}

export function personOnWire(person: Resident | undefined, id: string): WirePost['author'] {
  return { id, handle: person?.handle ?? id.slice(2), name: person?.name ?? null };
}

/** One act as this company may know it; null for what is none of its business. */
export function actOnWire(state: SquareState, act: Act, companyId: string): WireAct | null {
  const told = (id: string) => {
    const post = state.posts.get(id);
    return post !== undefined && maySee(post, companyId);
  };
  const at = { seq: act.seq, at: act.at };
  switch (act.kind) {
    case 'post':
      // As it was written: later edits follow as acts of their own.
      return maySee(act.post, companyId) ? { ...at, kind: 'post', post: postOnWire(state, act.post, companyId) } : null;
    case 'edit':
      return told(act.id) ? { ...at, kind: 'edit', id: act.id, text: act.text, version: act.version } : null;
    case 'remove':
      return told(act.id) ? { ...at, kind: 'remove', id: act.id } : null;
    case 'read':
      if (endsOf(act.room).companyId !== companyId || act.by === companyId) return null;
      return { ...at, kind: 'read', ids: act.ids };
    default:
      return null;
  }
}

export function maySee(post: SquarePost, companyId: string): boolean {
  return post.room === null || endsOf(post.room).companyId === companyId;
}
