import { useColleagues } from '../../../live/colleagues.ts';
import { oneLine } from '../../../ui/safe-text.ts';
import { exactTime, fullTime } from '../../../ui/time.ts';
import { Card } from '../Card.tsx';
import { ExportButtons } from '../ExportButtons.tsx';
import { useInsightWords } from '../words.ts';
import styles from './Crisis.module.css';
import type { CrisisView } from './Crisis.tsx';

type Step = CrisisView['timeline'][number];

/** Every step with its time, from the first voice on, to learn from. */
export function Timeline({ crisis }: { crisis: CrisisView }) {
  const { t, language } = useInsightWords();
  const colleagues = useColleagues();
  const { timeline } = crisis;
  const days = Map.groupBy(timeline, ({ at }) => new Date(at).toDateString());
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'full' });
  return (
    <Card title={t('crisis.timeline')} says={t('crisis.timelineSays')} definition="crisisTimeline">
      {[...days].map(([name, steps]) => (
        <div key={name}>
          <h4 className={styles.day}>{day.format(new Date(steps[0]?.at ?? 0))}</h4>
          <ol className={styles.timeline}>
            {steps.map((step, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: steps of one moment have nothing else to be told apart by
              <li key={`${step.at} ${step.step} ${place}`} data-step={step.step}>
                <time dateTime={step.at} title={fullTime(step.at, language)}>
                  {exactTime(step.at, language)}
                </time>
                <span dir="auto">
                  {stepWords(step, t)}
                  {step.actorId !== null && <small> {colleagues.get(step.actorId)?.name ?? ''}</small>}
                </span>
              </li>
            ))}
          </ol>
        </div>
      ))}
      <ExportButtons<Step>
        caption={t('crisis.timeline')}
        file="crisis-timeline"
        rows={timeline}
        columns={[
          { id: 'at', label: t('crisis.col.time'), value: step => step.at },
          { id: 'step', label: t('crisis.col.state'), value: step => step.step },
          { id: 'says', label: t('crisis.col.what'), value: step => stepWords(step, t) },
          { id: 'who', label: t('crisis.col.who'), value: step => colleagues.get(step.actorId ?? '')?.name ?? null },
        ]}
      />
    </Card>
  );
}

function stepWords({ step, facts }: Step, t: ReturnType<typeof useInsightWords>['t']): string {
  const { n = 0, needed = 0, on = 0, words = '' } = facts;
  if (step === 'raised' && words === '') return t('crisis.step.raisedPlain', { n });
  return t(`crisis.step.${step}`, { n, needed, on, words: oneLine(words) });
}
