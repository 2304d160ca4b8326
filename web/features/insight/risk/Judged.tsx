import { useCallback } from 'react';
import type { OutputOf, QueryOf } from '../../../../src/contract/api.ts';
import { RISK_OUTCOMES } from '../../../../src/core/triage/risk-calibration.ts';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { Behind } from '../Behind.tsx';
import type { Column } from '../FigureTable.tsx';
import { whenColumn, whoColumn, wroteColumn } from '../post-columns.tsx';
import { queryOf, type Slice } from '../slice.ts';
import { useInsightWords } from '../words.ts';

type Row = OutputOf<'listRiskJudged'>['rows'][number];
type Wanted = Pick<QueryOf<'listRiskJudged'>, 'from' | 'to' | 'outcome'>;

/** The judgements behind a bar. @param which `score:50:69` or `end:lost`, as the address has it */
export function Judged({ slice, which }: { slice: Slice; which: string }) {
  const words = useInsightWords();
  const { t, language } = words;
  const { brand } = usePerson();
  const question = JSON.stringify({ ...queryOf(slice), ...wantedOf(which), limit: 50 });
  const read = useCallback(
    (after: string | null) =>
      ask('listRiskJudged', {
        brand: brand.id,
        query: { ...(JSON.parse(question) as QueryOf<'listRiskJudged'>), ...(after !== null && { after }) },
      }),
    [brand.id, question],
  );
  const columns: Column<Row>[] = [
    whoColumn(words),
    { id: 'score', label: t('riskNow.score'), kind: 'number', value: row => row.score },
    wroteColumn(words),
    whenColumn('weighed_at', t('riskEnds.when'), row => row.weighedAt, language, undefined),
    {
      id: 'became',
      label: t('riskEnds.became'),
      value: row => row.outcome ?? 'open',
      show: row => (
        <>
          {t(`riskEnds.${row.outcome ?? 'open'}`)}
          {row.by !== null && <small>{t(row.by === 'rule' ? 'riskEnds.byRule' : 'riskEnds.byPerson')}</small>}
        </>
      ),
    },
  ];
  return <Behind title={t('riskEnds.rows')} file="risk-judgements" columns={columns} read={read} />;
}

function wantedOf(which: string): Wanted {
  const [kind, first = '', second = ''] = which.split(':');
  if (kind === 'score' && /^\d{1,3}$/.test(first) && /^\d{1,3}$/.test(second)) {
    return { from: Number(first), to: Math.min(100, Number(second)) };
  }
  const outcome = [...RISK_OUTCOMES, 'open' as const].find(one => one === first);
  return kind === 'end' && outcome !== undefined ? { outcome } : {};
}
