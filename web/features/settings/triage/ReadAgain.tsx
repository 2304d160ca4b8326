import { useEffect, useState } from 'react';
import { ask } from '../../../api.ts';
import { onEvent } from '../../../live/store.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { Button } from '../../../ui/Button.tsx';
import { Select } from '../../../ui/Field.tsx';
import { Meter } from '../../../ui/Meter.tsx';
import { useAsked } from '../../../use-asked.ts';
import { dayOf } from '../../listening/figures/percent.ts';
import { useAgainEvery } from '../../listening/use-again-every.ts';
import settings from '../Settings.module.css';
import { useDeed } from '../use-deed.ts';

const DAYS = ['30', '90', '365'] as const;
/** While it runs its figures are asked for so often. */
const LOOK_MS = 1_000;

/** Reading what is here already once more, with how far it is. */
export function ReadAgain() {
  const { t, language } = useWords();
  const { brand, may } = usePerson();
  const deed = useDeed();
  const [days, setDays] = useState<string>(DAYS[1]);
  const [asked, again] = useAsked('readAgainProgress', { brand: brand.id });
  const progress = asked.kind === 'ready' ? asked.value.progress : null;
  const isRunning = progress !== null && progress.endedAt === null;
  useEffect(() => onEvent(event => event.data.kind === 'settings.changed' && again()), [again]);
  useAgainEvery(again, isRunning ? LOOK_MS : null);

  async function start() {
    const body = { days: Number(days) };
    if (await deed.run(() => ask('readAgain', { brand: brand.id, body }))) again();
  }
  return (
    <section className={settings.group} aria-label={t('again.title')}>
      <h2>{t('again.title')}</h2>
      <p className={settings.quiet}>{t('again.means')}</p>
      {progress !== null && (
        <div role="status" className={settings.form}>
          {isRunning && <Meter share={progress.total === 0 ? 1 : progress.done / progress.total} />}
          <p>
            {isRunning
              ? t('again.running', { done: progress.done, total: progress.total, changed: progress.changed })
              : t('again.done', {
                  at: dayOf(progress.endedAt ?? '', language, true),
                  total: progress.total,
                  changed: progress.changed,
                })}{' '}
            <span className={settings.quiet}>{t(`again.why.${progress.why}`)}</span>
          </p>
        </div>
      )}
      {may('lead') && (
        <div className={settings.line}>
          <Select label={t('again.days')} value={days} onChange={event => setDays(event.target.value)}>
            {DAYS.map(one => (
              <option key={one} value={one}>
                {t(`again.days.${one}`)}
              </option>
            ))}
          </Select>
          <Button disabled={isRunning || deed.busy} onClick={() => void start()}>
            {t('again.start')}
          </Button>
        </div>
      )}
    </section>
  );
}
