/** Answers under posts and comments, for everybody to see. */
import { z } from 'zod';
import { type Draft, NetworkFailure, type Sent } from '../connector.ts';
import { mustFit } from '../kit/fits.ts';
import { call, does, idInPath, listPages } from '../kit/meta/graph.ts';
import { idSchema, instantSchema } from '../kit/meta/values.ts';
import { asPage, type FacebookContext } from './credentials.ts';
import { pageOfPost } from './feed.ts';
import { limits } from './limits.ts';
import { isMessage } from './message-id.ts';
import { commentSchema } from './schema.ts';

const PAGES_LOOKED_THROUGH = 20;
/** Their clock and ours. */
const SKEW_MS = 60_000;

const writtenSchema = z.object({ id: idSchema, created_time: instantSchema.nullish().catch(null) });

export async function reply(context: FacebookContext, draft: Draft): Promise<Sent> {
  mustFit(draft, limits);
  const path = `/${answered(draft)}/comments`;
  // What was made is told at once.
  const what = { path, method: 'POST', query: { fields: 'id,created_time' }, ...bodyOf(draft) } as const;
  const written = await call(context, asPage(context.credentials), what, writtenSchema);
  return { remoteId: written.id, at: written.created_time ?? context.now(), url: pageOfPost(written.id) };
}

/** The same words of ours under the same post or comment since then. Keys of ours are not kept there. */
export async function findReply(context: FacebookContext, draft: Draft, since: Date): Promise<Sent | null> {
  const at = asPage(context.credentials);
  const to = answered(draft);
  const root = draft.to.rootRemoteId ?? to;
  const targets = await targetsOf(context, to, root);
  const fields = 'id,created_time,from,message,parent{id},attachment{type}';
  const what = {
    path: `/${idInPath(root)}/comments`,
    query: { filter: 'stream', order: 'reverse_chronological', fields },
  };
  for await (const { entries } of listPages(context, at, what, PAGES_LOOKED_THROUGH))
    for (const entry of entries) {
      const read = commentSchema.safeParse(entry);
      if (!read.success) continue;
      const { id, created_time, from, message, parent } = read.data;
      if (created_time.getTime() < since.getTime() - SKEW_MS) return null;
      const isOurs = from?.id === context.account.remoteId && (message ?? '') === draft.text;
      if (isOurs && targets.has(parent?.id ?? root)) return { remoteId: id, at: created_time, url: pageOfPost(id) };
    }
  return null;
}

/** Who answers an answer finds it beside that one, under the comment above both. */
async function targetsOf(context: FacebookContext, to: string, root: string): Promise<Set<string>> {
  if (to === root) return new Set([root]);
  const what = { path: `/${idInPath(to)}`, query: { fields: 'id,parent{id}' } };
  const shape = z.object({ parent: z.object({ id: idSchema }).nullish().catch(null) });
  const { parent } = await call(context, asPage(context.credentials), what, shape);
  return new Set([to, ...(parent ? [parent.id] : [])]);
}

function answered({ to }: Draft): string {
  return idInPath(to.remoteId);
}

function bodyOf({ text, attachments }: Draft): { form: Record<string, string> } | { parts: FormData } {
  const [file] = attachments;
  if (file === undefined) return { form: { message: text } };
  if (!file.type.startsWith('image/'))
    throw new NetworkFailure('refuse', 'Under posts Facebook takes pictures only; videos and files go in Messenger.');
  const parts = new FormData();
  if (text !== '') parts.set('message', text);
  parts.set('source', new Blob([new Uint8Array(file.bytes)], { type: file.type }), 'picture');
  return { parts };
}

/** Takes back one of our own. What is gone already is as wished. */
export async function remove(context: FacebookContext, remoteId: string): Promise<void> {
  if (isMessage(remoteId))
    throw new NetworkFailure(
      'refuse',
      'Messenger lets nobody take a message back from here. It can be unsent in the page’s inbox.',
    );
  const what = { path: `/${idInPath(remoteId)}`, method: 'DELETE', harmless: true } as const;
  await does(context, asPage(context.credentials), what).catch(error => {
    if (!(error instanceof NetworkFailure) || error.next !== 'gone') throw error;
  });
}
