import { useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { ask } from '../../../api.ts';
import { useColleagues } from '../../../live/colleagues.ts';
import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Badge, type BadgeMeaning } from '../../../ui/Badge.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Moment } from '../../../ui/Moment.tsx';
import { SafeText } from '../../../ui/SafeText.tsx';
import { useAsked } from '../../../use-asked.ts';
import { useAgainEvery } from '../../listening/use-again-every.ts';
import { useDeed } from '../../settings/use-deed.ts';
import { Card } from '../Card.tsx';
import { useInsightWords } from '../words.ts';
import styles from './Crisis.module.css';
import type { CrisisView } from './Crisis.tsx';
import { FollowUp } from './FollowUp.tsx';
import { HoldingForm } from './HoldingForm.tsx';

export type Holdings = OutputOf<'listHoldings'>;
export type HoldingRow = Holdings['holdings'][number];

const AGAIN_EVERY_MS = 5_000;
const MEANINGS: Record<HoldingRow['state'], BadgeMeaning> = {
  waiting: 'soon',
  returned: 'plain',
  sending: 'ink',
  stopped: 'plain',
  done: 'kept',
};

/** "We know, and are at it": one message to everybody who waits, and then each of them by themselves. */
export function Holding({ crisis, again }: { crisis: CrisisView; again: () => void }) {
  const { t } = useInsightWords();
  const { brand, may } = usePerson();
  const [asked, reask] = useAsked('listHoldings', { brand: brand.id, id: crisis.id });
  const [writing, setWriting] = useState(false);
  useAgainEvery(reask, crisis.state === 'open' ? AGAIN_EVERY_MS : null);
  const mayWrite = crisis.state === 'open' && may('answer');
  return (
    <Card title={t('crisis.holding')} says={t('crisis.holdingSays')} definition="crisisHolding">
      {mayWrite && !writing && (
        <p className={styles.acts}>
          <Button look="primary" onClick={() => setWriting(true)}>
            {t('crisis.writeHolding')}
          </Button>
        </p>
      )}
      {crisis.state === 'watching' && <p className={styles.quiet}>{t('crisis.declareFirst')}</p>}
      {mayWrite && writing && (
        <HoldingForm
          crisis={crisis}
          onDone={() => {
            setWriting(false);
            reask();
            again();
          }}
          onLeave={() => setWriting(false)}
        />
      )}
      <AskedView asked={asked} again={reask} rows={2}>
        {({ holdings, people }) => (
          <>
            {holdings.map(holding => (
              <One key={holding.id} holding={holding} again={reask} />
            ))}
            {people.length > 0 && <FollowUp people={people} />}
          </>
        )}
      </AskedView>
    </Card>
  );
}

function One({ holding, again }: { holding: HoldingRow; again: () => void }) {
  const { t } = useInsightWords();
  const { brand, may, me } = usePerson();
  const colleagues = useColleagues();
  const deed = useDeed();
  const { id, state, variants, planned, queued, leftOut, sent, failed, word, nextUpdate } = holding;
  const nameOf = (agentId: string | null) => colleagues.get(agentId ?? '')?.name ?? t('happening.somebody');
  async function act(run: () => Promise<unknown>, done: string) {
    await deed.run(run, done);
    again();
  }
  const canStop =
    may('lead') && (state === 'sending' || state === 'waiting' || (state === 'done' && queued > sent + failed));
  return (
    <article className={styles.holding} aria-label={t('crisis.holdingBy', { who: nameOf(holding.authorId) })}>
      <p className={styles.holdingHead}>
        <Badge meaning={MEANINGS[state]}>{t(`crisis.holding.${state}`)}</Badge>
        <span>
          {t('crisis.holdingBy', { who: nameOf(holding.authorId) })} · <Moment at={holding.askedAt} />
          {holding.decidedBy !== null && ` · ${t('crisis.decidedBy', { who: nameOf(holding.decidedBy) })}`}
        </span>
      </p>
      {variants.flatMap(({ lang, texts }) =>
        texts.map(text => (
          <blockquote key={`${lang} ${text}`} className={styles.words} lang={lang ?? undefined} dir="auto">
            <SafeText text={text} />
          </blockquote>
        )),
      )}
      {word !== null && <p className={styles.words}>{t('crisis.returnedSays', { word })}</p>}
      <p className={styles.quiet}>
        {t('crisis.holdingCounts', { sent, left: planned + queued - sent - failed, failed, leftOut })}
        {nextUpdate !== null && (
          <>
            {' · '}
            {t('crisis.nextBy')} <Moment at={nextUpdate.at} />
          </>
        )}
      </p>
      <p className={styles.acts}>
        {state === 'waiting' && may('lead') && (
          <Decide
            isOwn={holding.authorId === me.id}
            busy={deed.busy}
            onApprove={() =>
              void act(
                () => ask('decideHolding', { brand: brand.id, id, body: { approve: true } }),
                t('crisis.approved'),
              )
            }
            onReturn={said =>
              void act(
                () => ask('decideHolding', { brand: brand.id, id, body: { approve: false, word: said } }),
                t('crisis.sentBack'),
              )
            }
          />
        )}
        {canStop && (
          <Button
            look="danger"
            disabled={deed.busy}
            onClick={() => void act(() => ask('stopHolding', { brand: brand.id, id }), t('crisis.stopped'))}
          >
            {t('crisis.stop')}
          </Button>
        )}
      </p>
    </article>
  );
}

type DecideProps = { isOwn: boolean; busy: boolean; onApprove: () => void; onReturn: (word: string) => void };

function Decide({ isOwn, busy, onApprove, onReturn }: DecideProps) {
  const { t } = useInsightWords();
  const [word, setWord] = useState<string | null>(null);
  if (word !== null) {
    return (
      <>
        <Field label={t('crisis.returnWord')} value={word} onChange={event => setWord(event.target.value)} />
        <Button disabled={busy || word.trim() === ''} onClick={() => onReturn(word)}>
          {t('crisis.sendBack')}
        </Button>
      </>
    );
  }
  return (
    <>
      <Button look="primary" disabled={busy} onClick={onApprove}>
        {t('crisis.approve')}
      </Button>
      <Button disabled={busy} onClick={() => setWord('')}>
        {t('crisis.sendBack')}
      </Button>
      {isOwn && <span className={styles.quiet}>{t('crisis.ownWords')}</span>}
    </>
  );
}
