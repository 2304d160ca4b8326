/** Answers on their way out: a container is made, which nobody sees, and then it is published. */
import { z } from 'zod';
import { type Draft, NetworkFailure, type Sent } from '../connector.ts';
import { mustFit } from '../kit/fits.ts';
import type { Classing } from '../kit/meta/failure.ts';
import { call, does, idInPath } from '../kit/meta/graph.ts';
import { idSchema, instantSchema } from '../kit/meta/values.ts';
import { at, type ThreadsContext } from './credentials.ts';
import { countThreads, limits, TEXT_LIMIT } from './limits.ts';

const createdSchema = z.object({ id: idSchema });
const containerSchema = z.object({
  status: z.string().nullish().catch(null),
  error_message: z.string().nullish().catch(null),
});
const publishedSchema = z.object({
  permalink: z.string().nullish().catch(null),
  timestamp: instantSchema.nullish().catch(null),
});

/** Words are ready at once; the network is given this long all the same. */
const LOOKS_LIMIT = 6;
const LOOK_EVERY_MS = 2_000;
/** "The requested resource does not exist." */
const NOT_THERE = 24;

export async function send(context: ThreadsContext, draft: Draft): Promise<Sent> {
  mustFit(draft, limits);
  const count = countThreads(draft.text);
  if (count > TEXT_LIMIT)
    throw new NetworkFailure(
      'refuse',
      `Threads counts an emoji as its bytes: the answer is ${count} long; ${TEXT_LIMIT} is the most.`,
    );
  const containerId = await makeContainer(context, draft);
  await untilReady(context, containerId);
  const { id } = await publish(context, containerId);
  return sentAs(context, id);
}

async function makeContainer(context: ThreadsContext, { text, to }: Draft): Promise<string> {
  const form: Record<string, string> = { media_type: 'TEXT', text };
  if (to.remoteId !== null) form['reply_to_id'] = idInPath(to.remoteId);
  const what = { path: '/me/threads', method: 'POST', form, harmless: true, classing: answered } as const;
  return (await call(context, at(context.credentials), what, createdSchema)).id;
}

/** What we answer is not there any more. */
const answered: Classing = ({ code }) => (code === NOT_THERE ? 'gone' : null);
/** The container has not settled yet: nothing was published. */
const unsettled: Classing = ({ code }) => (code === NOT_THERE ? 'retry' : null);

async function untilReady(context: ThreadsContext, containerId: string): Promise<void> {
  const what = { path: `/${idInPath(containerId)}`, query: { fields: 'id,status,error_message' }, classing: unsettled };
  for (let look = 0; look < LOOKS_LIMIT && !context.signal.aborted; look++) {
    const { status, error_message: said } = await call(context, at(context.credentials), what, containerSchema);
    if (status === 'ERROR')
      throw new NetworkFailure('refuse', 'Threads could not take the answer.', { said: said ?? null });
    if (status === 'EXPIRED') throw new NetworkFailure('retry', 'Threads has let the prepared answer expire.');
    if (status !== 'IN_PROGRESS') return;
    await context.wait(LOOK_EVERY_MS);
  }
  throw new NetworkFailure('retry', 'Threads is still preparing the answer.', { afterSeconds: 30 });
}

async function publish(context: ThreadsContext, containerId: string): Promise<{ id: string }> {
  const what = {
    path: '/me/threads_publish',
    method: 'POST',
    form: { creation_id: containerId },
    bucket: 'replies',
    classing: unsettled,
  } as const;
  return call(context, at(context.credentials), what, createdSchema);
}

/** It stands there: when and where is asked for, and is not needed. */
async function sentAs(context: ThreadsContext, id: string): Promise<Sent> {
  const what = { path: `/${idInPath(id)}`, query: { fields: 'id,permalink,timestamp' } };
  try {
    const { permalink, timestamp } = await call(context, at(context.credentials), what, publishedSchema);
    return { remoteId: id, at: timestamp ?? context.now(), url: permalink ?? null };
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error;
    return { remoteId: id, at: context.now(), url: null };
  }
}

/** Takes back one of our own. What is gone already is as wished. */
export async function remove(context: ThreadsContext, remoteId: string): Promise<void> {
  const path = `/${idInPath(remoteId)}`;
  const what = { path, method: 'DELETE', bucket: 'removals', harmless: true, classing: answered } as const;
  await does(context, at(context.credentials), what).catch(error => {
    if (!(error instanceof NetworkFailure) || error.next !== 'gone') throw error;
  });
}
