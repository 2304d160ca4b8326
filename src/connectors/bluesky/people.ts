/** Handles on their way out: whom a mention means. */
import { z } from 'zod';
import { expect } from '../kit/json.ts';
import type { BlueskyContext } from './credentials.ts';
import { ask, failureOf, isFine } from './xrpc.ts';

const resolvedSchema = z.object({ did: z.string() });

/** Null where nobody is called that; the words then stay plain. */
export async function didOfHandle(context: BlueskyContext, handle: string): Promise<string | null> {
  const answer = await ask(
    context,
    { name: 'com.atproto.identity.resolveHandle', query: { handle }, token: 'none' },
    true,
  );
  if (isFine(answer)) return expect(answer.json(), resolvedSchema, false).did;
  if (answer.status === 400 || answer.status === 404) return null;
  throw failureOf(answer, false, context.now());
}
