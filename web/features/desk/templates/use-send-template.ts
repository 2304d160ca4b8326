import { useRef, useState } from 'react';
import { RANDOM_BYTES_PER_ID, uuidV7 } from '../../../../src/core/id.ts';
import { type ApiRefusal, ask } from '../../../api.ts';
import type { Detail } from '../../../live/detail.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { nowMs } from '../../../ui/tick.ts';
import { say } from '../../../ui/toast.ts';
import { asRefusal } from '../../../use-asked.ts';
import { useDeeds } from '../deeds.ts';
import { nameOf, shortNameOf } from '../face.ts';

export type Choice = { name: string; language: string; values: Record<string, string> };

/** Hands a filled-in template to the server. The same one tried twice carries the same id, so it can never become two. */
export function useSendTemplate(detail: Detail) {
  const { brand } = usePerson();
  const words = useWords();
  const deeds = useDeeds();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ApiRefusal | null>(null);
  const attempt = useRef<{ of: string; id: string; choice: Choice | null }>({ of: '', id: '', choice: null });
  const seen = useRef(detail.messages.at(-1)?.id);

  async function send(choice: Choice, anyway = false): Promise<boolean> {
    if (busy) return false;
    setBusy(true);
    setRefused(null);
    const of = JSON.stringify(choice);
    if (attempt.current.of !== of) attempt.current = { of, id: newId(), choice };
    try {
      const told = seen.current === undefined ? {} : { seen: seen.current };
      const body = {
        id: attempt.current.id,
        visibility: 'private' as const,
        text: '',
        template: choice,
        anyway,
        ...told,
      };
      const done = await ask('reply', { brand: brand.id, id: detail.conversation.id, body });
      deeds.hold(done);
      const { sendAt, state } = done.message.delivery ?? {};
      const lastsMs = sendAt ? Math.max(0, Date.parse(sendAt) - nowMs()) : 0;
      const name = shortNameOf(nameOf(detail.conversation, words));
      if (state === 'held') say(words.t('approval.asked'));
      else if (lastsMs > 0)
        say(words.t('done.sendingPrivate', { name }), { undo: () => deeds.takeBack(done.message), lastsMs });
      return true;
    } catch (error) {
      setRefused(asRefusal(error));
      return false;
    } finally {
      setBusy(false);
    }
  }

  /** Although a colleague has answered. */
  async function anyway(onSent: () => void): Promise<void> {
    const { choice } = attempt.current;
    if (choice !== null && (await send(choice, true))) onSent();
  }
  return { busy, refused, send: (choice: Choice) => send(choice), anyway };
}

function newId(): string {
  return uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(RANDOM_BYTES_PER_ID)));
}
