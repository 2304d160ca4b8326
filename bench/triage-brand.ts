/** Posts read as a brand's desk reads them, by what came with Heed or by what labels taught it, on the very path the product takes. */
import { decodeHead, encodeHead } from '../src/core/triage/head-file.ts';
import type { TaughtLabel } from '../src/core/triage/labels.ts';
import { NO_FACTS, PLAIN_READERS, readPost, type Shipped, type TriageReaders } from '../src/core/triage/read.ts';
import type { Aspect, Readings } from '../src/core/triage/reading.ts';
import { shippedOf } from '../src/core/triage/shipped.ts';
import { teach } from '../src/core/triage/teach.ts';

export function untaught(shipped: Shipped): TriageReaders {
  return { ...PLAIN_READERS, shipped };
}

/** A post to us, of whose language the network says nothing. */
export function read(text: string, readers: TriageReaders): Readings {
  return readPost({ text, networkTag: null, facts: NO_FACTS }, readers);
}

export type Lesson = { text: string; value: string[] };

/** Colleagues who correct in turn. */
const COLLEAGUES = 4;

/** @returns readers taught by these corrections; `isTaught` false: the learner found what was shipped no worse, and kept it */
export function taught(
  aspect: Aspect,
  lessons: readonly Lesson[],
  shipped: Shipped,
): { readers: TriageReaders; isTaught: boolean; learntMs: number } {
  const labels = lessons.map(labelOf);
  const startedAt = process.cpuUsage();
  const learnt = teach(labels, shippedOf(aspect, shipped.heads));
  const { user, system } = process.cpuUsage(startedAt);
  const learntMs = (user + system) / 1_000;
  if (learnt.kind === 'shipped') return { readers: untaught(shipped), isTaught: false, learntMs };
  const head = decodeHead(encodeHead(learnt.head));
  return { readers: { ...untaught(shipped), taught: { [aspect]: head } }, isTaught: true, learntMs };
}

function labelOf({ text, value }: Lesson, at: number): TaughtLabel {
  const id = String(at);
  return { id, messageId: id, text, value, by: `agent ${at % COLLEAGUES}`, at: new Date(at), weight: 1, isDeed: false };
}
