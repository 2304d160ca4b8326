/** What sources without an account have in common: everything is public, nobody is written to privately, and pages are polled. */
import { type Item, POST_TEXT_LIMIT, type Post } from '../../core/post.ts';
import type { Arrival, Heard, Page } from '../connector.ts';

type Known = Pick<Post, 'remoteId' | 'at' | 'author' | 'own' | 'text' | 'addressed'> & Partial<Post>;

/** A public post; what the source does not say is left empty. */
export function publicPost(known: Known): Post {
  return {
    key: null,
    visibility: 'public',
    parentRemoteId: null,
    rootRemoteId: null,
    room: null,
    roomWith: null,
    lang: null,
    attachments: [],
    url: null,
    warning: null,
    ...known,
    text: cut(known.text),
  };
}

/** For sources that show a post as it stands now: whoever missed its beginning has it now, for everybody else only the change counts. */
export function editedPost(post: Post, at: Date, version: number): [whole: Item, edit: Item] {
  const { remoteId, text, attachments } = post;
  return [
    { kind: 'post', post },
    { kind: 'edit', remoteId, text, attachments, at, version },
  ];
}

/** A title and what stands below it, each once. */
export function titled(title: string, ...rest: string[]): string {
  const below = rest.filter(part => part !== '');
  const opening = title.replace(/\s*(…|\.\.\.)$/, '').trim();
  // Short posts without a title get their own first words for one.
  const isRepeated = below.some(part => part.replace(/\s+/g, ' ').startsWith(opening));
  return (isRepeated ? below : [title, ...below]).filter(part => part !== '').join('\n\n');
}

export function arrival(items: Item[], raw: string, lane: string): Arrival {
  return { kind: 'arrival', items, raw, cursor: null, lane };
}

/** A page is kept as a whole: its place is reached with its last entry and not before. */
export function pageOf(heard: readonly Heard[], cursor: string, more: boolean): Page {
  return { heard: heard.map((one, i) => (i === heard.length - 1 ? { ...one, cursor } : one)), cursor, more };
}

function cut(text: string): string {
  return text.length > POST_TEXT_LIMIT ? text.slice(0, POST_TEXT_LIMIT).toWellFormed() : text;
}
