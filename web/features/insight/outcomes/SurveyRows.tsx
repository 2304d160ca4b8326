import { useCallback } from 'react';
import type { OutputOf, QueryOf } from '../../../../src/contract/api.ts';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { networkName } from '../../../ui/networks.ts';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import { Behind } from '../Behind.tsx';
import type { Column } from '../FigureTable.tsx';
import type { PartProps } from '../parts.ts';
import { queryOf } from '../slice.ts';
import { type InsightWords, useInsightWords } from '../words.ts';

type Row = OutputOf<'listSurveyRows'>['rows'][number];
const AT_ONCE = 50;

/** Every question that was asked, with what was said. Comments are strangers' words. */
export function SurveyRows({ slice, kept }: PartProps) {
  const words = useInsightWords();
  const { brand } = usePerson();
  const { scale, from, to } = kept;
  const query = JSON.stringify({
    ...queryOf(slice),
    ...(scale && { scale }),
    ...(from && { from }),
    ...(to && { to }),
    limit: AT_ONCE,
  });
  const read = useCallback(
    (after: string | null) => {
      const asked = JSON.parse(query) as QueryOf<'listSurveyRows'>;
      return ask('listSurveyRows', { brand: brand.id, query: { ...asked, ...(after !== null && { after }) } });
    },
    [brand.id, query],
  );
  return (
    <Behind key={query} title={words.t('out.rowsSurveys')} file="surveys" columns={columnsOf(words)} read={read} />
  );
}

function columnsOf(words: InsightWords): Column<Row>[] {
  const { t, language } = words;
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
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
      id: 'asked_at',
      label: t('out.when'),
      value: row => row.askedAt,
      show: row => when.format(new Date(row.askedAt)),
    },
    {
      id: 'score',
      label: t('out.score'),
      value: row => row.score,
      show: row => (row.score === null ? '–' : scoreIn(row.scale, row.score, words)),
    },
    {
      id: 'comment',
      label: t('out.comment'),
      kind: 'words',
      value: row => row.comment,
      show: row => (row.comment === null ? '' : <bdi>{row.comment}</bdi>),
    },
  ];
}

export function scoreIn(scale: Row['scale'], score: number, { t }: InsightWords): string {
  if (scale === 'thumbs') return t('out.thumb', { n: String(score) });
  return t(scale === 'stars' ? 'out.stars' : 'out.points', { n: score });
}
