import { useEffect, useState } from 'react';
import { type ApiRefusal, ask } from '../../api.ts';
import type { Detail } from '../../live/detail.ts';
import { detailOf, holdDetail, onEvent, useDetail, whenCounted } from '../../live/store.ts';
import { go } from '../../routes.ts';
import { usePerson } from '../../session.ts';
import { asRefusal } from '../../use-asked.ts';

type Opened = { detail: Detail | undefined; refusal: ApiRefusal | null; again: () => void };

/** The conversation in front of the person: from memory at once where it was open before, and fresh from the server. */
export function useOpened(id: string | null): Opened {
  const { brand } = usePerson();
  const detail = useDetail(id);
  const [refusal, setRefusal] = useState<ApiRefusal | null>(null);
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` is what asking again means
  useEffect(() => {
    setRefusal(null);
    if (!id) return;
    const stop = new AbortController();
    whenCounted()
      .then(() => ask('openConversation', { brand: brand.id, id, signal: stop.signal }))
      .then(holdDetail, (error: unknown) => {
        if (!stop.signal.aborted && !detailOf(id)) setRefusal(asRefusal(error));
      });
    return () => stop.abort();
  }, [brand.id, id, round]);

  // Its messages found their right conversation: follow them.
  useEffect(
    () =>
      onEvent(event => {
        if (event.conversationId !== id) return;
        const { data } = event;
        // What stands around it is another now.
        if (data.kind === 'conversation.changed' && (data.change === 'merged' || data.change === 'split')) {
          setRound(n => n + 1);
        }
        if (data.kind !== 'conversation.removed') return;
        go({ screen: 'desk', conversation: data.into }, { replace: true });
      }),
    [id],
  );
  return { detail, refusal, again: () => setRound(n => n + 1) };
}
