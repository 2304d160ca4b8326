import { useCallback } from 'react';
import type { OutputOf, QueryOf } from '../../../../src/contract/api.ts';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import type { InsightKey } from '../../../strings/insight-words.ts';
import { LinkButton } from '../../../ui/Button.tsx';
import { networkName } from '../../../ui/networks.ts';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import { Behind } from '../Behind.tsx';
import figure from '../Figure.module.css';
import type { Column } from '../FigureTable.tsx';
import type { PartProps } from '../parts.ts';
import { queryOf } from '../slice.ts';
import { type InsightWords, useInsightWords } from '../words.ts';
import { BoughtRows } from './BoughtRows.tsx';
import { SurveyRows } from './SurveyRows.tsx';

type Asked = NonNullable<QueryOf<'listOutcomeRows'>['outcome']>;
type Row = OutputOf<'listOutcomeRows'>['rows'][number] & { id: string };

/** What the address names: an outcome that came true, or with `.not` one that did not. */
const BEHIND: Record<string, { outcome: Asked; held: 'true' | 'false'; title: InsightKey }> = {
  turned: { outcome: 'turned', held: 'true', title: 'out.rowsTurned' },
  'turned.not': { outcome: 'turned', held: 'false', title: 'out.rowsTurnedNot' },
  stayed: { outcome: 'stayed', held: 'true', title: 'out.rowsStayed' },
  'stayed.not': { outcome: 'stayed', held: 'false', title: 'out.rowsStayedNot' },
  again: { outcome: 'again', held: 'true', title: 'out.rowsAgain' },
  thanked: { outcome: 'thanked', held: 'true', title: 'out.rowsThanked' },
  pending: { outcome: 'pending', held: 'true', title: 'out.rowsPending' },
};
const AT_ONCE = 50;

/** The turns, questions or customers behind a figure of this part. */
export function OutcomeRows({ behind, ...props }: PartProps & { behind: string }) {
  if (behind === 'surveys') return <SurveyRows {...props} />;
  if (behind === 'answered' || behind === 'unanswered')
    return <BoughtRows {...props} isAnswered={behind === 'answered'} />;
  return <TurnsBehind {...props} behind={behind} />;
}

function TurnsBehind({ slice, kept, onKeep, behind }: PartProps & { behind: string }) {
  const words = useInsightWords();
  const { t } = words;
  const { brand } = usePerson();
  const wanted = BEHIND[behind] ?? BEHIND['turned'];
  const query = JSON.stringify({
    ...queryOf(slice),
    ...(kept['agent'] && { agent: kept['agent'] }),
    ...(wanted && { outcome: wanted.outcome, held: wanted.held }),
    limit: AT_ONCE,
  });
  const read = useCallback(
    async (after: string | null) => {
      const asked = JSON.parse(query) as QueryOf<'listOutcomeRows'>;
      const page = await ask('listOutcomeRows', {
        brand: brand.id,
        query: { ...asked, ...(after !== null && { after }) },
      });
      return { rows: page.rows.map(row => ({ ...row, id: row.turnId })), next: page.next };
    },
    [brand.id, query],
  );
  const other = `${behind}.not`;
  return (
    <>
      <Behind
        key={query}
        title={t(wanted?.title ?? 'out.rowsTurned')}
        file={`outcomes-${behind}`}
        columns={columnsOf(words)}
        read={read}
      />
      {BEHIND[other] && (
        <p className={figure.opens}>
          <LinkButton onClick={() => onKeep('behind', other)}>{t(BEHIND[other].title)}</LinkButton>
        </p>
      )}
    </>
  );
}

function columnsOf(words: InsightWords): Column<Row>[] {
  const { t, language } = words;
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const yes = (id: 'turned' | 'thanked' | 'again', label: InsightKey): Column<Row> => ({
    id,
    label: t(label),
    value: row => row[id],
    show: row => t(row[id] ? 'out.yes' : 'out.no'),
  });
  return [
    {
      id: 'customer',
      label: t('out.customer'),
      value: row => row.customer,
      show: row => (
        <RouteLink to={{ screen: 'desk', conversation: row.conversationId }}>
          <bdi>{oneLine(row.customer ?? '–')}</bdi>
        </RouteLink>
      ),
    },
    { id: 'network', label: t('out.network'), value: row => row.network, show: row => networkName(row.network) },
    {
      id: 'opened_at',
      label: t('out.when'),
      value: row => row.openedAt,
      show: row => when.format(new Date(row.openedAt)),
    },
    {
      id: 'answered_at',
      label: t('out.answeredAt'),
      value: row => row.answeredAt,
      show: row => when.format(new Date(row.answeredAt)),
    },
    yes('turned', 'out.turned'),
    { id: 'stayed', label: t('out.stayed'), value: row => !row.back, show: row => t(row.back ? 'out.no' : 'out.yes') },
    yes('again', 'out.again'),
    yes('thanked', 'out.thanked'),
  ];
}
