import { useState } from 'react';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { Button, LinkButton } from '../../../ui/Button.tsx';
import { TextArea } from '../../../ui/Field.tsx';
import { SafeText } from '../../../ui/SafeText.tsx';
import { fullTime } from '../../../ui/time.ts';
import { useDeed } from '../../settings/use-deed.ts';
import { Card } from '../Card.tsx';
import { count, span } from '../numbers.ts';
import { useInsightWords } from '../words.ts';
import styles from './Crisis.module.css';
import type { CrisisView } from './Crisis.tsx';

type Props = { crisis: CrisisView; again: () => void; onPosts: (which: string) => void };

/** Afterwards: when it began, when we noticed and answered, how many never had an answer; and what we learnt. */
export function Learnt({ crisis, again, onPosts }: Props) {
  const { t, language } = useInsightWords();
  const { review } = crisis;
  const after = (at: string | null) =>
    at === null
      ? t('crisis.notYet')
      : t('crisis.after', { time: span(Math.max(0, Date.parse(at) - Date.parse(review.beganAt)) / 1000, language) });
  const moments = [
    ['noticed', review.noticedAt],
    ['declaredAt', review.declaredAt],
    ['holdingAt', review.holdingAt],
    ['firstAnswer', review.firstAnswerAt],
    ['lastAnswer', review.waiting === 0 ? review.lastAnswerAt : null],
    ['closedAt', review.closedAt],
  ] as const;
  return (
    <Card title={t('crisis.review')} definition="crisisReview">
      <dl className={styles.facts}>
        <dt>{t('crisis.began')}</dt>
        <dd>{fullTime(review.beganAt, language)}</dd>
        {moments.map(([name, at]) => (
          <div key={name} className={styles.fact}>
            <dt>{t(`crisis.moment.${name}`)}</dt>
            <dd>{after(at)}</dd>
          </div>
        ))}
        <dt>{t('crisis.answered')}</dt>
        <dd>
          <LinkButton onClick={() => onPosts('answered')}>
            {t('crisis.ofAll', { n: count(review.answered, language), all: count(review.conversations, language) })}
          </LinkButton>
        </dd>
        <dt>{t('crisis.never')}</dt>
        <dd>
          <LinkButton onClick={() => onPosts('never')}>{count(review.never, language)}</LinkButton>
        </dd>
        <dt>{t('crisis.stillWaiting')}</dt>
        <dd>{count(review.waiting, language)}</dd>
        <dt>{t('crisis.brokenAll')}</dt>
        <dd>{count(review.broken, language)}</dd>
      </dl>
      <Notes key={crisis.id} crisis={crisis} again={again} />
    </Card>
  );
}

function Notes({ crisis, again }: Pick<Props, 'crisis' | 'again'>) {
  const { t } = useInsightWords();
  const { brand, may } = usePerson();
  const deed = useDeed();
  const [learnt, setLearnt] = useState(crisis.learnt);
  if (!may('lead')) return crisis.learnt === '' ? null : <SafeText text={crisis.learnt} />;
  async function keep() {
    const body = { deed: { kind: 'note', learnt } } as const;
    if (await deed.run(() => ask('changeCrisis', { brand: brand.id, id: crisis.id, body }), t('crisis.kept'))) again();
  }
  return (
    <>
      <TextArea
        label={t('crisis.learnt')}
        help={t('crisis.learntHelp')}
        rows={5}
        maxLength={20_000}
        value={learnt}
        onChange={event => setLearnt(event.target.value)}
      />
      <p className={styles.acts}>
        <Button disabled={deed.busy || learnt.trim() === crisis.learnt} onClick={() => void keep()}>
          {t('common.save')}
        </Button>
        <Button look="quiet" onClick={() => window.print()}>
          {t('crisis.print')}
        </Button>
      </p>
    </>
  );
}
