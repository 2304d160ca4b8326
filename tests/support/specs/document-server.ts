/** A server that answers as a document says it may, in the place of a fake: with the least, or with everything that is named. */
import type { Fake } from '../../../src/connectors/kit/fake.ts';
import { unrulyServer } from '../../../src/connectors/kit/unruly-server.ts';
import { type Document, operationFor } from './document.ts';
import { sampleOf } from './sample.ts';

/**
 * @param real whose credentials and people are taken; it is asked nothing
 * @param answered the operations that were asked for are added to it
 */
export async function inPlaceOf(real: Fake, document: Document, whole: boolean, answered: Set<string>): Promise<Fake> {
  const server = await unrulyServer(async request => {
    const { pathname } = new URL(request.url);
    const operation = operationFor(document, request.method, pathname);
    const [status, shape] = Object.entries(operation?.answers ?? {}).find(([one]) => one.startsWith('2')) ?? [];
    if (operation === null || shape === undefined) return Response.json({ title: 'Not Found' }, { status: 404 });
    answered.add(operation.name);
    return Response.json(sampleOf(document, shape, whole), { status: Number(status) || 200 });
  });
  const moved = JSON.stringify(real.credentials).replaceAll(real.origin, server.origin);
  return {
    ...real,
    ...server,
    credentials: JSON.parse(moved) as unknown,
    async close() {
      await server.close();
      await real.close();
    },
  };
}
