import type { Db } from '../store/db.ts';
import { addJob } from '../store/jobs.ts';
import type { Ingest, IngestAll } from './ingest.ts';

/** Task name of `media.fetch`; its payload is `{ brandId, messageId }`. */
export const MEDIA_TASK = 'media';
/** After answers on their way and everything else a person waits for. */
const MEDIA_PRIORITY = 10;

/** The same ingest, which afterwards puts the pictures that came along on the list of things to fetch. */
export function wantingMedia(ingest: Ingest, { db, now }: { db: Db; now: () => Date }): Ingest {
  return async batch => {
    const ingested = await ingest(batch);
    for (const messageId of ingested.withMedia) await wantMedia(db, batch.brandId, messageId, now());
    return ingested;
  };
}

/** The same for several batches at once. */
export function wantingMediaAll(ingestAll: IngestAll, { db, now }: { db: Db; now: () => Date }): IngestAll {
  return async batches => {
    const all = await ingestAll(batches);
    for (const [i, { withMedia }] of all.entries()) {
      for (const messageId of withMedia) await wantMedia(db, batches[i]?.brandId ?? 0, messageId, now());
    }
    return all;
  };
}

export async function wantMedia(db: Db, brandId: number, messageId: string, at: Date): Promise<void> {
  const payload = { brandId, messageId };
  await addJob(db, { task: MEDIA_TASK, payload, key: `media ${messageId}`, runAt: at, priority: MEDIA_PRIORITY });
}
