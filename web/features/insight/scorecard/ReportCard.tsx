import { useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Badge } from '../../../ui/Badge.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Moment } from '../../../ui/Moment.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import { useAsked } from '../../../use-asked.ts';
import { useDeed } from '../../settings/use-deed.ts';
import { type InsightWords, useInsightWords } from '../words.ts';
import type { Report } from './Reports.tsx';
import styles from './Scorecard.module.css';
import { plannedWords } from './when.ts';

type Run = OutputOf<'listReportRuns'>['rows'][number];
type Props = {
  report: Report;
  webhooks: readonly { id: string; name: string }[];
  again: () => void;
  onEdit: () => void;
};

/** One report: when it goes to whom, and what came of the last. */
export function ReportCard({ report, webhooks, again, onEdit }: Props) {
  const words = useInsightWords();
  const { t } = words;
  const { brand } = usePerson();
  const deed = useDeed();
  const { id, name, isOn, nextAt, recipients, webhookId, version, last, slice } = report;
  const here = { brand: brand.id, id };
  async function change(on: boolean) {
    const { language, rhythm } = report;
    const addresses = recipients.filter(({ leftAt }) => leftAt === null).map(({ address }) => address);
    const body = { name, language, slice, rhythm, addresses, webhookId, isOn: on, version };
    await deed.run(() => ask('changeReport', { ...here, body }));
    again();
  }
  async function remove() {
    await deed.run(() => ask('removeReport', here), t('report.removed'));
    again();
  }
  async function send() {
    await deed.run(() => ask('sendReport', here), t('report.nowDone'));
    again();
  }
  const hook = webhooks.find(one => one.id === webhookId);
  const to = [
    ...recipients.map(({ address, leftAt }) => (leftAt === null ? address : t('report.left', { address }))),
    ...(hook ? [t('report.toWebhook', { name: hook.name })] : []),
  ];
  return (
    <li className={styles.report}>
      <p className={styles.head}>
        <b>
          <bdi>{name}</bdi>
        </b>
        {!isOn && <Badge meaning="soon">{t('report.paused')}</Badge>}
      </p>
      <p>
        {plannedWords(report, words)}. {t(`insight.period.${slice.period}`)}
        {Object.keys(slice).length > 1 && `, ${t('report.filtered')}`}
      </p>
      <p className={styles.quiet}>{to.join(' · ')}</p>
      <p className={styles.quiet}>
        {nextAt !== null && (
          <>
            {t('report.next')}: <Moment at={nextAt} /> ·{' '}
          </>
        )}
        {t('report.last')}: {last === null ? t('report.never') : <RunWords run={last} />}
      </p>
      <p className={styles.acts}>
        <Button size="small" disabled={deed.busy} onClick={send}>
          {t('report.now')}
        </Button>
        <Button size="small" disabled={deed.busy} onClick={() => change(!isOn)}>
          {t(isOn ? 'report.pause' : 'report.resume')}
        </Button>
        <Button size="small" onClick={onEdit}>
          {t('report.edit')}
        </Button>
        <Button size="small" look="danger" disabled={deed.busy} onClick={remove}>
          {t('report.remove')}
        </Button>
      </p>
      <Runs id={id} />
    </li>
  );
}

function Runs({ id }: { id: string }) {
  const { t } = useInsightWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{t('report.runs')}</summary>
      {isOpen && <RunList id={id} />}
    </details>
  );
}

function RunList({ id }: { id: string }) {
  const { t } = useInsightWords();
  const { brand } = usePerson();
  const [asked, again] = useAsked('listReportRuns', { brand: brand.id, id });
  return (
    <AskedView asked={asked} again={again}>
      {({ rows }) => (
        <ul className={styles.runs}>
          {rows.length === 0 && <li className={styles.quiet}>{t('report.never')}</li>}
          {rows.map(run => (
            <li key={run.id}>
              <RunWords run={run} />
            </li>
          ))}
        </ul>
      )}
    </AskedView>
  );
}

function RunWords({ run }: { run: Run }) {
  const words = useInsightWords();
  return (
    <>
      <Moment at={run.dueAt} />
      {linesOf(run, words).map(({ key, text, isBad }) => (
        <span key={key} className={isBad ? styles.bad : undefined}>
          {' '}
          · <bdi>{text}</bdi>
        </span>
      ))}
    </>
  );
}

type Line = { key: string; text: string; isBad: boolean };

function linesOf({ state, said, letters, delivery, askedBy }: Run, { t }: InsightWords): Line[] {
  const lines: Line[] = askedBy === null ? [] : [{ key: 'asked', text: t('report.asked'), isBad: false }];
  if (state !== 'made') {
    const text = t(`report.run.${state}`, { said: oneLine(said ?? '') });
    return [...lines, { key: 'state', text, isBad: state === 'failed' }];
  }
  for (const letter of letters) {
    const { address } = letter;
    const text = t(`report.letter.${letter.state}`, { address, said: oneLine(letter.said ?? '') });
    lines.push({ key: address, text, isBad: letter.state === 'failed' || letter.state === 'unsure' });
  }
  if (delivery !== null) {
    const came = [delivery.status === null ? '' : String(delivery.status), oneLine(delivery.said ?? '')];
    const text = t(`report.delivery.${delivery.state}`, { said: came.filter(Boolean).join(' ') });
    lines.push({ key: 'webhook', text, isBad: delivery.state === 'failed' });
  }
  return lines;
}
