/** What is asked of Instagram's API, and how: the fields of everything that is read, and each thing read by itself. */
import type { z } from 'zod';
import type { Item } from '../../core/post.ts';
import { type Heard, NetworkFailure } from '../connector.ts';
import { dropped, readValue } from '../kit/json.ts';
import type { Classing } from '../kit/meta/failure.ts';
import { call, type GraphCall, type GraphPage, listPage } from '../kit/meta/graph.ts';
import { graphAt, type InstagramCheck, messagesAt } from './credentials.ts';
import { arrival } from './parse.ts';

export const COMMENT_FIELDS = 'id,text,timestamp,username,from{id,username},parent_id,hidden';
export const REPLIES = 50;
export const COMMENT_TREE = `${COMMENT_FIELDS},replies.limit(${REPLIES}){${COMMENT_FIELDS}}`;
export const MEDIA_FIELDS =
  'id,caption,media_type,media_product_type,media_url,thumbnail_url,permalink,timestamp,username,comments_count';
export const TAG_FIELDS = 'id,caption,media_type,media_url,permalink,timestamp,username';
/** All that is documented of a message, and what is documented for Instagram's own sign-in. */
export const MESSAGE_FIELDS = [
  'id,created_time,from,to,message,attachments,shares,story,is_unsupported',
  'id,created_time,from,to,message',
];
/** Of one talk no more can be read, whatever is asked for. */
export const MESSAGES = 20;

/** What Instagram's own codes mean: too many actions, and a medium or comment that is not there. */
export const classing: Classing = ({ code }) => (code === 9 ? 'retry' : code === 24 ? 'gone' : null);

/** Reading, out of what is set apart for it. */
export function read<T>(context: InstagramCheck, what: GraphCall, shape: z.ZodType<T>): Promise<T> {
  return call(context, graphAt(context.credentials), { bucket: 'reading', classing, ...what }, shape);
}

export function list(
  context: InstagramCheck,
  what: GraphCall,
  more: Record<string, string> | null = null,
): Promise<GraphPage> {
  return listPage(context, graphAt(context.credentials), { bucket: 'reading', classing, ...what }, more);
}

export function listRooms(
  context: InstagramCheck,
  what: GraphCall,
  more: Record<string, string> | null = null,
): Promise<GraphPage> {
  return listPage(context, messagesAt(context.credentials), { bucket: 'rooms', classing, ...what }, more);
}

/** One thing of a list. @param wrap all that reading it again takes, as it is kept */
export function heardOne<T>(
  value: unknown,
  schema: z.ZodType<T>,
  wrap: (value: unknown) => unknown,
  items: (read: T) => Item[] | null,
): Heard {
  const raw = JSON.stringify(wrap(value));
  const one = readValue(value, schema);
  if (!one.ok) return dropped(one.reason, raw, null);
  const found = items(one.value);
  return found === null ? dropped('by nobody who can be known', raw, null) : arrival(found, raw);
}

/** The first of these fields that it knows. */
export async function withFields<T>(choices: readonly string[], ask: (fields: string) => Promise<T>): Promise<T> {
  const [first = '', ...rest] = choices;
  try {
    return await ask(first);
  } catch (error) {
    if (!(error instanceof NetworkFailure) || error.next !== 'refuse' || rest.length === 0) throw error;
    return withFields(rest, ask);
  }
}

/** Null where the network says that it is not there, or does not let us see it. */
export async function orNothing<T>(go: () => Promise<T>): Promise<T | null> {
  try {
    return await go();
  } catch (error) {
    if (error instanceof NetworkFailure && (error.next === 'gone' || error.next === 'refuse')) return null;
    throw error;
  }
}
