import { useEffect, useRef, useState } from 'react';
import { ask } from '../../api.ts';
import { onAside } from '../../live/asides.ts';
import { usePerson } from '../../session.ts';
import { asRefusal } from '../../use-asked.ts';
import { keepDraft, type Mode, readDraft } from './drafts.ts';
import { readBetween } from './read-between.ts';

/** A pause in writing this long, and the words are kept on the server too. */
const KEEP_AFTER_MS = 500;

/** One name for this page, so that another page of the same person can be told apart. */
const PAGE = `page ${crypto.randomUUID()}`;

export type Synced = {
  /** Words of another page of mine that these replaced unseen. */
  replaced: string | null;
  takeReplaced: () => void;
  forgetReplaced: () => void;
};

/** Keeps a draft on the server beside this machine: another device goes on from it, and nothing is lost between two. */
export function useDraftSync(id: string, mode: Mode, text: string): Synced {
  const { brand, me, may } = usePerson();
  const [replaced, setReplaced] = useState<string | null>(null);
  const knows = useRef<number | null>(null);
  const sent = useRef<string | null>(null);
  const saving = useRef(Promise.resolve());
  const answers = may('answer');

  useEffect(() => {
    if (!answers) return;
    const stop = new AbortController();
    knows.current = null;
    sent.current = null;
    setReplaced(null);
    const read = async () => {
      try {
        const asked = { brand: brand.id, id, signal: stop.signal };
        const { rows } = await readBetween(() => ask('listDrafts', asked), saving);
        const mine = rows.find(row => row.agentId === me.id && row.mode === mode);
        const here = readDraft(id, mode);
        const isUntouched = here === '' || here === sent.current;
        knows.current = mine?.version ?? null;
        if (isUntouched && (mine?.text ?? '') !== here) {
          sent.current = mine?.text ?? '';
          keepDraft(id, mode, mine?.text ?? '');
        }
      } catch (error) {
        if (!stop.signal.aborted) asRefusal(error);
      }
    };
    read();
    const forget = onAside(said => {
      const isMine = said.kind === 'drafted' && said.agentId === me.id && said.conversationId === id;
      if (isMine && said.mode === mode && said.page !== PAGE) read();
    });
    return () => {
      stop.abort();
      forget();
    };
  }, [brand.id, me.id, id, mode, answers]);

  useEffect(() => {
    if (!answers || text === (sent.current ?? '')) return;
    async function save() {
      sent.current = text;
      try {
        const body = { mode, text, page: PAGE, knows: knows.current };
        const done = await ask('saveDraft', { brand: brand.id, id, body });
        knows.current = done.version;
        if (done.replaced !== null) setReplaced(done.replaced.text);
      } catch (error) {
        // The words are kept on this machine all the same, and go out again with the next letter.
        asRefusal(error);
        sent.current = null;
      }
    }
    const timer = setTimeout(() => {
      saving.current = save();
    }, KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [brand.id, id, mode, text, answers]);

  return {
    replaced,
    takeReplaced() {
      if (replaced !== null) keepDraft(id, mode, replaced);
      setReplaced(null);
    },
    forgetReplaced: () => setReplaced(null),
  };
}
