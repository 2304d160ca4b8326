import { useState } from 'react';
import type { BodyOf, OutputOf } from '../../../../src/contract/api.ts';
import type { ScorecardLanguage } from '../../../../src/core/insight/scorecard.ts';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Button } from '../../../ui/Button.tsx';
import { useAsked } from '../../../use-asked.ts';
import { useDeed } from '../../settings/use-deed.ts';
import { Card, One } from '../Card.tsx';
import type { Slice } from '../slice.ts';
import { useInsightWords } from '../words.ts';
import { ReportCard } from './ReportCard.tsx';
import { ReportForm } from './ReportForm.tsx';
import styles from './Scorecard.module.css';
import { wishOf } from './slice-wish.ts';

export type Report = OutputOf<'listReports'>['rows'][number];
export type ReportWish = BodyOf<'addReport'>;

/** What is sent without anybody thinking of it. */
export function Reports({ slice, words }: { slice: Slice; words: ScorecardLanguage }) {
  const { t } = useInsightWords();
  const { brand } = usePerson();
  const [asked, again] = useAsked('listReports', { brand: brand.id });
  const [hooks] = useAsked('listWebhooks', { brand: brand.id });
  const deed = useDeed();
  const [editing, setEditing] = useState<'new' | string | null>(null);
  const webhooks = hooks.kind === 'ready' ? hooks.value.rows.map(({ id, name }) => ({ id, name })) : [];
  async function save(wish: ReportWish, was: Report | null) {
    const done = await deed.run(
      () =>
        was === null
          ? ask('addReport', { brand: brand.id, body: wish })
          : ask('changeReport', { brand: brand.id, id: was.id, body: { ...wish, version: was.version } }),
      t('report.saved'),
    );
    if (done) setEditing(null);
    again();
  }
  return (
    <One>
      <Card title={t('report.title')} says={t('report.lead')}>
        <AskedView asked={asked} again={again}>
          {({ rows, canMail, timeZone }) => {
            const form = {
              canMail,
              timeZone,
              webhooks,
              busy: deed.busy,
              fields: deed.fields,
              onCancel: () => setEditing(null),
            };
            return (
              <>
                {rows.length === 0 && editing === null && <p className={styles.quiet}>{t('report.none')}</p>}
                <ul className={styles.reports}>
                  {rows.map(report =>
                    editing === report.id ? (
                      <li key={report.id}>
                        <ReportForm
                          {...form}
                          slice={report.slice}
                          words={report.language}
                          was={report}
                          onSave={wish => save(wish, report)}
                        />
                      </li>
                    ) : (
                      <ReportCard
                        key={report.id}
                        report={report}
                        webhooks={webhooks}
                        again={again}
                        onEdit={() => setEditing(report.id)}
                      />
                    ),
                  )}
                </ul>
                {editing === 'new' ? (
                  <ReportForm
                    {...form}
                    slice={wishOf(slice)}
                    words={words}
                    was={null}
                    onSave={wish => save(wish, null)}
                  />
                ) : (
                  <Button onClick={() => setEditing('new')}>{t('report.add')}</Button>
                )}
              </>
            );
          }}
        </AskedView>
      </Card>
    </One>
  );
}
