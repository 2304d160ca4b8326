import { useRef, useState } from 'react';
import { RANDOM_BYTES_PER_ID, uuidV7 } from '../../../src/core/id.ts';
import { type ApiRefusal, ask } from '../../api.ts';
import { useColleagues } from '../../live/colleagues.ts';
import type { Detail } from '../../live/detail.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { webAddress } from '../../ui/safe-text.ts';
import { nowMs } from '../../ui/tick.ts';
import { complain, say } from '../../ui/toast.ts';
import { asRefusal } from '../../use-asked.ts';
import type { Attached } from './Attachments.tsx';
import { useDeeds } from './deeds.ts';
import { keepDraft, type Mode } from './drafts.ts';
import { nameOf, shortNameOf } from './face.ts';
import { beginOpening, goesByHand } from './hand-off.ts';
import { namedIn } from './mentions.ts';
import type { Extras } from './replies/use-aids.ts';
import type { Consent } from './warnings.ts';

type Words = { text: string; attached: readonly Attached[]; seen: string | null; extras: Extras };
/** `byHand`: to the network's own page, because the server says so. */
type Way = Consent & { resolve?: boolean; byHand?: boolean };

export type Sending = {
  busy: boolean;
  /** Why the server declined; stays until the words change. */
  refused: ApiRefusal | null;
  forgive: () => void;
  send: (words: Words, way?: Way) => Promise<boolean>;
};

/** Hands the words to the server. The same words tried twice carry the same id, so they can never become two answers. */
export function useSending(detail: Detail, mode: Mode): Sending {
  const { brand } = usePerson();
  const words = useWords();
  const deeds = useDeeds();
  const colleagues = useColleagues();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ApiRefusal | null>(null);
  const attempt = useRef({ text: '', id: '' });
  const id = detail.conversation.id;

  async function send(
    { text, attached, seen, extras }: Words,
    { resolve = false, byHand = false, ...consent }: Way = {},
  ): Promise<boolean> {
    if (busy) return false;
    setBusy(true);
    setRefused(null);
    try {
      if (byHand || goesByHand(detail, mode)) await handOver(text, seen, resolve, consent);
      else if (mode === 'note')
        deeds.hold(
          await ask('note', { brand: brand.id, id, body: { text, mentions: namedIn(text, colleagues.values()) } }),
        );
      else await answer({ text, attached, seen, extras }, resolve, consent);
      keepDraft(id, mode, '');
      attempt.current = { text: '', id: '' };
      return true;
    } catch (error) {
      setRefused(asRefusal(error));
      return false;
    } finally {
      setBusy(false);
    }
  }

  async function answer({ text, attached, seen, extras }: Words, resolve: boolean, consent: Consent) {
    if (attempt.current.text !== text) attempt.current = { text, id: newId() };
    const media = attached.flatMap(item =>
      item.mediaId ? [{ mediaId: item.mediaId, description: item.description.trim() || null }] : [],
    );
    const visibility = mode === 'private' ? ('private' as const) : ('public' as const);
    const more = { ...extras, ...(seen ? { seen } : {}) };
    const body = { id: attempt.current.id, visibility, text, media, resolve, ...consent, ...more };
    const done = await ask('reply', { brand: brand.id, id, body });
    deeds.hold(done);
    const { sendAt } = done.message.delivery ?? {};
    const name = shortNameOf(nameOf(detail.conversation, words));
    if (done.message.delivery?.state === 'held') say(words.t('approval.asked'));
    const lastsMs = sendAt ? Math.max(0, Date.parse(sendAt) - nowMs()) : 0;
    if (lastsMs > 0) {
      say(words.t(mode === 'private' ? 'done.sendingPrivate' : 'done.sendingPublic', { name }), {
        undo: () => deeds.takeBack(done.message),
        lastsMs,
      });
    }
  }

  /** Nothing may be awaited before the page is opened: the browser would take it for an advertisement. */
  async function handOver(text: string, seen: string | null, resolve: boolean, consent: Consent) {
    const opening = beginOpening(text);
    if (attempt.current.text !== text) attempt.current = { text, id: newId() };
    try {
      const body = { id: attempt.current.id, text, resolve, ...consent, ...(seen ? { seen } : {}) };
      const done = await ask('handOff', { brand: brand.id, id, body });
      deeds.hold(done);
      const opened = webAddress(done.url) !== undefined && opening.lead(done.url);
      const network = detail.channel.networkName;
      if (!(await opening.copied)) complain(words.t('handOff.notCopied'));
      say(words.t(opened ? 'done.handedOver' : 'done.handedOverUnopened', { network }), {
        undo: () => deeds.takeBack(done.message),
      });
    } catch (error) {
      opening.close();
      throw error;
    }
  }

  return { busy, refused, forgive: () => setRefused(null), send };
}

function newId(): string {
  return uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(RANDOM_BYTES_PER_ID)));
}
