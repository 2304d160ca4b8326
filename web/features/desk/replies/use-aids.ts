import { useMemo, useState } from 'react';
import { noticePromise } from '../../../../src/core/own-promise.ts';
import { chooseVariant, type Fit, fillPlaces, nextText, readPlaces } from '../../../../src/core/saved-reply.ts';
import { signatureOf, signed } from '../../../../src/core/signature.ts';
import type { Detail } from '../../../live/detail.ts';
import { type ReplySetup, type SavedReply, useReplySetup } from '../../../live/reply-setup.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { nowMs } from '../../../ui/tick.ts';
import { useAsked } from '../../../use-asked.ts';
import { keepDraft, type Mode } from '../drafts.ts';
import { instantsOf } from './instants.ts';
import { keepOrigin, type Origin, useOrigin } from './origins.ts';
import { SAME_WORTH_SAYING, useSameToday } from './use-same-today.ts';
import { valuesFor } from './values.ts';

export type Preview = { text: string; missing: string[]; fit: Fit; variant: number; at: number };
export type NoticedPromise = { phrase: string; dueAt: Date; remindAt: Date };

export type Aids = {
  /** False until the saved replies have been read. */
  isReady: boolean;
  replies: readonly SavedReply[];
  preview: (reply: SavedReply) => Preview | null;
  /** Puts the words in the place of what is written. @returns its pictures */
  take: (reply: SavedReply, another?: boolean) => SavedReply['variants'][number]['media'];
  origin: Origin | null;
  from: SavedReply | null;
  setRuns: (runs: boolean) => void;
  /** Places nobody has filled in: with them it does not leave. */
  missing: string[];
  same: { byMe: number; byTeam: number } | null;
  promise: NoticedPromise | null;
  keepsPromise: boolean;
  setKeepsPromise: (keeps: boolean) => void;
  holding: boolean;
  setHolding: (holding: boolean) => void;
  /** "^KM", or nothing. */
  signature: string;
  isSigned: boolean;
  setSigned: (isSigned: boolean) => void;
  /** The words as they will leave. */
  asSent: (text: string) => string;
  /** What goes with the words. */
  extras: (text: string) => Extras;
  reset: () => void;
};

export type Extras = {
  savedReply?: { id: string; variant: number; text: number; edited: boolean; runs: boolean };
  promise?: { phrase: string; remindAt: string; dueAt: string };
  unsigned?: boolean;
  holding?: boolean;
};

/** Conversations in which this person wants no initials, on this page. */
const unsignedIn = new Set<string>();

/** What helps while an answer is being written: saved replies, a nudge, a promise noticed, the initials. */
export function useAids(detail: Detail, mode: Mode, text: string): Aids {
  const { brand } = usePerson();
  const id = detail.conversation.id;
  const setup = useReplySetup(brand.id);
  const origin = useOrigin(id, mode);
  const [holding, setHolding] = useState(false);
  const isAnswer = mode !== 'note';
  const isPublic = mode === 'reply' && detail.conversation.visibility === 'public';
  const same = useSameToday(brand.id, id, isPublic ? text.trim() : null);
  const { promise, keepsPromise, setKeepsPromise } = useNoticed(isAnswer ? text : '');
  const initials = useInitials(setup, detail, isPublic);
  const preview = usePreview(setup, detail, origin, text);
  const from = setup.replies.find(reply => reply.id === origin?.replyId) ?? null;
  return {
    isReady: setup.isReady,
    replies: setup.replies,
    preview,
    take(reply, another = false) {
      const shown = preview(reply, another);
      if (shown === null) return [];
      const { text: words, variant, at } = shown;
      keepDraft(id, mode, words);
      keepOrigin(id, mode, { replyId: reply.id, variant, text: at, words, runs: reply.actions.length > 0 });
      setHolding(reply.holding);
      return reply.variants[variant]?.media ?? [];
    },
    origin,
    from,
    setRuns: runs => origin && keepOrigin(id, mode, { ...origin, runs }),
    missing: isAnswer ? placesIn(text) : [],
    same: same.byMe >= SAME_WORTH_SAYING || same.byTeam >= SAME_WORTH_SAYING ? same : null,
    promise,
    keepsPromise,
    setKeepsPromise,
    holding: isAnswer && holding,
    setHolding,
    ...initials,
    extras: words => ({
      ...(origin && from ? { savedReply: usageOf(origin, words) } : {}),
      ...(promise && keepsPromise ? { promise: onTheWire(promise) } : {}),
      ...(initials.isSigned ? {} : { unsigned: true }),
      ...(holding ? { holding: true } : {}),
    }),
    reset() {
      keepOrigin(id, mode, null);
      setHolding(false);
      setKeepsPromise(false);
    },
  };
}

/** A promise in the words, and whether the person wants to be held to it. */
function useNoticed(text: string): Pick<Aids, 'promise' | 'keepsPromise' | 'setKeepsPromise'> {
  const [kept, setKept] = useState<string | null>(null);
  const noticed = useMemo(() => noticePromise(text), [text]);
  const promise = noticed ? { phrase: noticed.phrase, ...instantsOf(noticed.when, new Date(nowMs())) } : null;
  return {
    promise,
    keepsPromise: promise !== null && kept === promise.phrase,
    setKeepsPromise: keeps => setKept(keeps && promise ? promise.phrase : null),
  };
}

function useInitials(
  setup: ReplySetup,
  { conversation }: Detail,
  isPublic: boolean,
): Pick<Aids, 'signature' | 'isSigned' | 'setSigned' | 'asSent'> {
  const { me } = usePerson();
  const [isSigned, setIsSigned] = useState(!unsignedIn.has(conversation.id));
  const signature = isPublic ? signatureIn(setup, conversation.network, me.name) : '';
  return {
    signature,
    isSigned,
    setSigned(next) {
      if (next) unsignedIn.delete(conversation.id);
      else unsignedIn.add(conversation.id);
      setIsSigned(next);
    },
    asSent: words => (isSigned ? signed(words, signature) : words.trim()),
  };
}

/** A saved reply as it would stand here. */
function usePreview(setup: ReplySetup, detail: Detail, origin: Origin | null, written: string) {
  const { me, brand, may } = usePerson();
  const { language } = useWords();
  const fields = useFields(brand.id, detail, may('read_people'));
  return (reply: SavedReply, another = false): Preview | null => {
    const { lang, network } = detail.conversation;
    const chosen = chooseVariant(reply.variants, { lang, network });
    if (chosen === null) return null;
    const variant = reply.variants.indexOf(chosen.variant);
    const values = valuesFor({ detail, me, brand, fields, language, nowMs: nowMs() });
    const { texts } = chosen.variant;
    let at = another ? (origin?.text ?? 0) + 1 : turnOf(setup, reply, variant);
    // Words that stand there already are no other words.
    if (another && fillPlaces(texts[at % texts.length] ?? '', values).text === written.trim()) at += 1;
    at %= texts.length;
    const { text, missing } = fillPlaces(texts[at] ?? '', values);
    return { text, missing, fit: chosen.fit, variant, at };
  };
}

function usageOf({ replyId, variant, text, words, runs }: Origin, sent: string) {
  return { id: replyId, variant, text, edited: words.trim() !== sent.trim(), runs };
}

function onTheWire({ phrase, remindAt, dueAt }: NoticedPromise) {
  return { phrase, remindAt: remindAt.toISOString(), dueAt: dueAt.toISOString() };
}

/** Names of places that still stand in the words. */
function placesIn(text: string): string[] {
  return readPlaces(text).parts.flatMap(part => (part.kind === 'place' ? [part.name] : []));
}

function turnOf({ lately }: ReplySetup, reply: SavedReply, variant: number): number {
  const texts = reply.variants[variant]?.texts ?? [];
  const used = texts.map(
    (_, text) => lately.find(one => one.id === reply.id && one.variant === variant && one.text === text)?.n ?? 0,
  );
  return nextText(texts, used);
}

function signatureIn({ signatures }: ReplySetup, network: string, name: string): string {
  const line = signatures.find(one => one.network === network) ?? signatures.find(one => one.network === '');
  return line ? signatureOf(line.pattern, name) : '';
}

/** The contact's fields by the names people gave them. */
function useFields(brand: number, { contact }: Detail, mayLook: boolean): Record<string, string> {
  const hasFields = contact !== null && Object.keys(contact.fields).length > 0;
  const [asked] = useAsked('listContactFields', mayLook && hasFields ? { brand } : null);
  if (asked.kind !== 'ready' || contact === null) return {};
  return Object.fromEntries(
    asked.value.rows.flatMap(({ id, name }) => {
      const value = contact.fields[id];
      return value === undefined ? [] : [[name, String(value)]];
    }),
  );
}
