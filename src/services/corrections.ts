/** What people corrected and what follows from what they did, for whoever asks. */
import { readCursor, writeCursor } from '../core/page-cursor.ts';
import { preview } from '../core/text.ts';
import type { Deed } from '../core/triage/deeds.ts';
import type { Aspect } from '../core/triage/reading.ts';
import { type Said, sureOf } from '../core/triage/said.ts';
import * as store from '../store/corrections.ts';
import type { Desk } from './desk.ts';
import { inboxScope, permit, type Who } from './permit.ts';

export type CorrectionView = {
  id: string;
  messageId: string;
  conversationId: string;
  said: Said;
  was: { value: string | number | string[] | null; sure: number | null };
  source: 'person' | 'deed';
  deed: Deed | null;
  agentId: string | null;
  agentName: string | null;
  at: string;
  undoneAt: string | null;
  undoneBy: string | null;
  isSetAside: boolean;
  preview: string;
};

type Asked = {
  after?: string | undefined;
  limit: number;
  aspect?: Aspect | undefined;
  agent?: string | undefined;
  source?: 'person' | 'deed' | undefined;
  message?: string | undefined;
};

/** Newest first. */
export async function listCorrections(
  { db }: Pick<Desk, 'db'>,
  who: Who,
  { after, limit, aspect, agent, source, message }: Asked,
): Promise<{ rows: CorrectionView[]; next: string | null }> {
  permit(who, 'read_people');
  const rows = await store.listCorrections(db, {
    brandId: who.brandId,
    scope: inboxScope(who),
    messageId: message ?? null,
    aspect: aspect ?? null,
    agentId: agent ?? null,
    source: source ?? null,
    before: after === undefined ? null : readCursor(after, ['correction']),
    limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const isMore = rows.length > shown.length && last !== undefined;
  const next = isMore ? writeCursor({ stretch: 'correction', at: last.at.toISOString(), id: last.id }) : null;
  return { rows: shown.map(viewOfCorrection), next };
}

export function viewOfCorrection({ text, was, ...row }: store.Correction): CorrectionView {
  const { aspect } = row.said;
  return {
    ...row,
    was: { value: was === null ? null : valueIn(was, aspect), sure: was === null ? null : sureOf(was, aspect) },
    source: row.deed === null ? 'person' : 'deed',
    at: row.at.toISOString(),
    undoneAt: row.undoneAt?.toISOString() ?? null,
    preview: preview(text),
  };
}

function valueIn(was: NonNullable<store.Correction['was']>, aspect: Aspect): CorrectionView['was']['value'] {
  if (aspect === 'intents') return (was.intents ?? []).map(({ name }) => name);
  return was[aspect] ?? null;
}
