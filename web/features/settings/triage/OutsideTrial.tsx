import { useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { useWords, type Words } from '../../../strings/words.ts';
import { Button } from '../../../ui/Button.tsx';
import { languageName } from '../../desk/language-badge.ts';
import { intentWords } from '../../desk/readings/reading-words.ts';
import settings from '../Settings.module.css';
import { useDeed } from '../use-deed.ts';

type Tried = OutputOf<'tryOutsideModel'>;

const MS_PER_SECOND = 1_000;

/** Asks the model about an invented post: what left, what came back, how long it took and what it cost. */
export function OutsideTrial({ onDone }: { onDone: () => void }) {
  const { t } = useWords();
  const { brand } = usePerson();
  const deed = useDeed();
  const [tried, setTried] = useState<Tried | null>(null);
  async function tryOut() {
    setTried(null);
    if (await deed.run(async () => setTried(await ask('tryOutsideModel', { brand: brand.id })))) onDone();
  }
  return (
    <div className={settings.form}>
      <p className={settings.quiet}>{t('out.tryHelp')}</p>
      <div className={settings.acts}>
        <Button disabled={deed.busy} onClick={() => void tryOut()}>
          {t('out.try')}
        </Button>
      </div>
      {tried !== null && <Answer tried={tried} />}
    </div>
  );
}

function Answer({ tried: { sent, said, trouble, tookMs, tokens } }: { tried: Tried }) {
  const words = useWords();
  const { t } = words;
  return (
    <div role="status" className={settings.checks}>
      <p className={settings.quiet}>{t('out.sent')}</p>
      <blockquote dir="auto">{sent}</blockquote>
      <p className={settings.quiet}>{t('out.came')}</p>
      <p>
        {said === null ? (trouble === null ? t('out.nonsense') : t('out.failed', { trouble })) : saidWords(said, words)}
      </p>
      <p className={settings.quiet}>{t('out.tried', { seconds: tookMs / MS_PER_SECOND, tokens })}</p>
    </div>
  );
}

function saidWords({ sentiment, intents, urgency, language }: NonNullable<Tried['said']>, words: Words): string {
  const { t, chosen } = words;
  const list = [
    ...(sentiment === undefined ? [] : [t(`triage.sentiment.${sentiment}`)]),
    ...(intents ?? []).map(name => intentWords(name, words)),
    ...(urgency === undefined ? [] : [t(`triage.urgency.${urgency}`)]),
    ...(language === undefined || language === null ? [] : [languageName(language, chosen)]),
  ];
  return new Intl.ListFormat(words.language, { type: 'unit' }).format(list);
}
