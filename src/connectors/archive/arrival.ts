/** What every recorded format makes: posts with the fields it does not know left empty. */
import { type Item, POST_TEXT_LIMIT, type Post } from '../../core/post.ts';
import type { Arrival } from '../connector.ts';

/** A recording tells everything in one order. */
const LANE = 'recording';
export const DAMAGED_DATE = 'a date that never was';

export function arrival(items: Item[], raw: string): Arrival {
  return { kind: 'arrival', items, raw, cursor: null, lane: LANE };
}

type Known = Pick<Post, 'remoteId' | 'at' | 'author' | 'own' | 'text' | 'addressed'> & Partial<Post>;

export function post(known: Known): Post {
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

export function cut(text: string): string {
  return text.length > POST_TEXT_LIMIT ? text.slice(0, POST_TEXT_LIMIT).toWellFormed() : text;
}
