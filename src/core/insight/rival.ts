/** Companies the owner measures beside their own: who they are on each network, and which public posts are to or from them. */
import type { Post } from '../post.ts';

/** `handle` as it is compared: see `handleKey`. `remoteId`: the network's own id of the account, once it is known. */
export type RivalHandle = { rivalId: string; handle: string; remoteId: string | null };

export const RIVALS_LIMIT = 20;
export const HANDLES_PER_RIVAL = 10;
export const RIVAL_NAME_LIMIT = 60;
/** Longer than any network's. */
export const HANDLE_LIMIT = 260;
/** More mentions in one post are read by nobody. */
const MENTIONS_PER_POST = 50;

/** Without the at sign, in small letters: `@Acme@Social.example` is `acme@social.example`. */
export function handleKey(written: string): string {
  return written
    .trim()
    .replace(/^[@＠]/, '')
    .toLowerCase();
}

/** One name, as networks write them; no spaces, no address. */
const HANDLE = /^[\p{L}\p{N}_][\p{L}\p{N}_.:%-]*(?:@[\p{L}\p{N}][\p{L}\p{N}.-]*)?$/u;

/** Why a handle cannot be one, in words for the person; null: all is well. */
export function faultInHandle(written: string): string | null {
  const key = handleKey(written);
  if (key.length > HANDLE_LIMIT) return `A handle has up to ${HANDLE_LIMIT} characters.`;
  return HANDLE.test(key) ? null : `“${written}” is no handle: write it as it stands there, such as @acme.`;
}

export type RivalBook = {
  byHandle: ReadonlyMap<string, string>;
  byRemoteId: ReadonlyMap<string, string>;
  /** Beginnings of the addresses of their posts, where a network writes the author into them. */
  ids: readonly { prefix: string; rivalId: string }[];
};

export function rivalBook(handles: readonly RivalHandle[]): RivalBook {
  const known = handles.flatMap(({ remoteId, rivalId, handle }) => {
    const id = remoteId ?? (handle.startsWith('did:') ? handle : null);
    return id === null ? [] : [{ id, rivalId }];
  });
  return {
    byHandle: new Map(handles.map(({ handle, rivalId }) => [handle, rivalId])),
    byRemoteId: new Map(known.map(({ id, rivalId }) => [id, rivalId])),
    ids: known.flatMap(({ id, rivalId }) => (id.startsWith('did:') ? [{ prefix: `at://${id}/`, rivalId }] : [])),
  };
}

/** Which rival wrote it; null: none. */
export function rivalOf({ author }: Pick<Post, 'author'>, book: RivalBook): string | null {
  const { remoteId, handle } = author;
  const byId = book.byRemoteId.get(remoteId);
  return byId ?? (handle === null ? null : (book.byHandle.get(handleKey(handle)) ?? null));
}

/** The rivals a post is written to, as far as it says so itself: it names their handle, or answers a post of theirs. */
export function rivalsAddressed(post: Pick<Post, 'text' | 'parentRemoteId'>, book: RivalBook): string[] {
  const found = new Set<string>();
  for (const name of mentionsIn(post.text)) {
    const rivalId = book.byHandle.get(name);
    if (rivalId !== undefined) found.add(rivalId);
  }
  const { parentRemoteId } = post;
  if (parentRemoteId !== null) {
    for (const { prefix, rivalId } of book.ids) if (parentRemoteId.startsWith(prefix)) found.add(rivalId);
  }
  return [...found];
}

const MENTION =
  /[@＠]([\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?(?:@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?)?)/gu;

/** Handles named in a text, ready to be compared; an e-mail address is none. */
export function mentionsIn(text: string): string[] {
  if (!/[@＠]/.test(text)) return [];
  const found = new Set<string>();
  for (const match of text.matchAll(MENTION)) {
    if (found.size === MENTIONS_PER_POST) break;
    const before = text.slice(Math.max(0, match.index - 2), match.index);
    if (!/[\p{L}\p{N}_@]$/u.test(before)) found.add(handleKey(match[1] ?? ''));
  }
  return [...found];
}
