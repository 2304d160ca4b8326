import { useEffect } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { ask } from '../../../api.ts';
import { onEvent } from '../../../live/store.ts';
import { refusalWords } from '../../../refusal-words.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { LinkButton } from '../../../ui/Button.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import { nowMs } from '../../../ui/tick.ts';
import { shortTime } from '../../../ui/time.ts';
import { complain } from '../../../ui/toast.ts';
import { asRefusal, useAsked } from '../../../use-asked.ts';

type OwnPromise = OutputOf<'listOwnPromises'>['rows'][number];

/** What we promised here in our own words and have not done yet. */
export function OwnPromises({ conversationId }: { conversationId: string }) {
  const { brand } = usePerson();
  const query = { conversation: conversationId, state: 'open' as const };
  const [asked, again] = useAsked('listOwnPromises', { brand: brand.id, query });
  useEffect(() => onEvent(event => event.conversationId === conversationId && again()), [conversationId, again]);
  if (asked.kind !== 'ready') return null;
  return asked.value.rows.map(promise => <OpenPromise key={promise.id} promise={promise} onDone={again} />);
}

function OpenPromise({ promise, onDone }: { promise: OwnPromise; onDone: () => void }) {
  const words = useWords();
  const { t, language } = words;
  const { me, brand, may } = usePerson();
  const isMine = promise.agentId === me.id;
  async function end(outcome: 'kept' | 'dropped') {
    try {
      await ask('endOwnPromise', { brand: brand.id, id: promise.id, body: { outcome } });
    } catch (error) {
      complain(refusalWords(asRefusal(error), words));
    }
    onDone();
  }
  return (
    <Banner
      meaning={Date.parse(promise.dueAt) - nowMs() < SOON_MS ? 'soon' : 'plain'}
      icon="clock"
      acts={
        (isMine || may('lead')) && (
          <>
            <LinkButton onClick={() => end('kept')}>{t('promised.done')}</LinkButton>
            <LinkButton onClick={() => end('dropped')}>{t('promised.none')}</LinkButton>
          </>
        )
      }
    >
      {t('promised.here', {
        phrase: oneLine(promise.phrase),
        time: shortTime(promise.dueAt, language, nowMs()),
      })}
    </Banner>
  );
}

const SOON_MS = 60 * 60 * 1000;
