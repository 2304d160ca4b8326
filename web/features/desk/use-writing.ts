import { useEffect, useRef, useState } from 'react';
import { countText, type TextUnit } from '../../../src/core/text.ts';
import type { ApiRefusal } from '../../api.ts';
import type { Detail } from '../../live/detail.ts';
import { usePerson } from '../../session.ts';
import { nowMs } from '../../ui/tick.ts';
import type { Attached } from './Attachments.tsx';
import { type Synced, useDraftSync } from './draft-sync.ts';
import { keepDraft, type Mode, useDraft } from './drafts.ts';
import { type Aids, useAids } from './replies/use-aids.ts';
import { useStandBeside } from './use-beside.ts';
import { useClaim } from './use-claim.ts';
import { usePersonal } from './use-personal.ts';
import { useSending } from './use-sending.ts';
import { type Consent, consentFor, stops, type Warning, warningsFor } from './warnings.ts';

type TextLimit = { max: number; unit: TextUnit; linkWeighs?: number | null };
type Way = Consent & { resolve?: boolean; byHand?: boolean };

export type Writing = {
  text: string;
  write: (text: string) => void;
  attached: readonly Attached[];
  setAttached: (change: (attached: readonly Attached[]) => readonly Attached[]) => void;
  warnings: readonly Warning[];
  /** Null where the network sets none. */
  limit: TextLimit | null;
  length: number;
  /** It may be sent as it stands. */
  ready: boolean;
  refused: ApiRefusal | null;
  aids: Aids;
  synced: Synced;
  send: (way?: Way) => Promise<void>;
};

/** An answer being written: its words and pictures, what must be said about them, and whether they may go. */
export function useWriting(detail: Detail, mode: Mode): Writing {
  const { me, brand, may } = usePerson();
  const id = detail.conversation.id;
  const text = useDraft(id, mode);
  const [attached, setAttached] = useState<readonly Attached[]>([]);
  const [begun, setBegun] = useState<{ at: string; seen: string | null } | null>(null);
  const consent = useRef<{ text: string; given: Consent }>({ text: '', given: {} });
  const sending = useSending(detail, mode);
  const aids = useAids(detail, mode, text);
  const newest = detail.messages.at(-1)?.id ?? null;
  const empty = text.trim() === '' && attached.length === 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a draft begins when it stops being empty, seeing what is there then
  useEffect(() => {
    setBegun(empty ? null : { at: new Date(nowMs()).toISOString(), seen: newest });
  }, [empty, id, mode]);
  useClaim(brand.id, id, !empty && mode !== 'note' && may('answer'));
  useStandBeside(id, !empty);
  const synced = useDraftSync(id, mode, text);

  const limit = limitOf(detail, mode);
  const length = limit ? countText(aids.asSent(text), limit.unit, limit.linkWeighs ?? null) : 0;
  const facts = { detail, mode, text, length, max: limit?.max ?? null, myId: me.id, nowMs: nowMs() };
  const isPublic = mode === 'reply' && detail.conversation.visibility === 'public';
  const personal = usePersonal(isPublic ? text : null);
  const warnings = warningsFor({ ...facts, personal, begunAt: begun?.at ?? null });
  const uploading = attached.some(item => item.mediaId === null);
  const ready = !empty && !uploading && !sending.busy && !warnings.some(stops) && aids.missing.length === 0;

  async function send(way: Way = {}) {
    if (!ready) return;
    const given = consent.current.text === text ? consent.current.given : {};
    const all = { ...given, ...way };
    consent.current = { text, given: { anyway: all.anyway ?? false, personal: all.personal ?? false } };
    if (warnings.map(consentFor).some(needed => needed !== null && all[needed] !== true)) return;
    const extras = aids.extras(text.trim());
    const sent = await sending.send({ text: text.trim(), attached, seen: begun?.seen ?? newest, extras }, all);
    if (!sent) return;
    setAttached([]);
    aids.reset();
  }
  function write(next: string) {
    keepDraft(id, mode, next);
    if (sending.refused) sending.forgive();
    if (next.trim() === '') aids.reset();
  }
  return {
    text,
    write,
    attached,
    setAttached,
    warnings,
    limit,
    length,
    ready,
    refused: sending.refused,
    aids,
    synced,
    send,
  };
}

/** What the network allows in this mode; notes have no limit worth showing. */
function limitOf({ channel, conversation }: Detail, mode: Mode): TextLimit | null {
  if (mode === 'note') return null;
  const { text, privateText } = channel.composing;
  const limit = mode === 'private' || conversation.visibility === 'private' ? (privateText ?? text) : text;
  return limit.max > 0 ? limit : null;
}
