import { useCallback } from 'react';
import type { OutputOf, QueryOf } from '../../../../src/contract/api.ts';
import { minorDigits } from '../../../../src/core/insight/order-lines.ts';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { networkName } from '../../../ui/networks.ts';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import { Behind } from '../Behind.tsx';
import type { Column } from '../FigureTable.tsx';
import { count } from '../numbers.ts';
import type { PartProps } from '../parts.ts';
import { queryOf } from '../slice.ts';
import { type InsightWords, useInsightWords } from '../words.ts';
import { amountIn } from './amounts.ts';

type Row = OutputOf<'listBoughtRows'>['rows'][number] & { id: string };
const AT_ONCE = 100;

/** Everybody in one group of the comparison, with what they bought before and after. */
export function BoughtRows({ slice, kept, isAnswered }: PartProps & { isAnswered: boolean }) {
  const words = useInsightWords();
  const { t } = words;
  const { brand } = usePerson();
  const currency = kept['currency'] ?? 'EUR';
  const query = JSON.stringify({
    ...queryOf(slice),
    ...(kept['days'] && { days: kept['days'] }),
    ...(kept['currency'] && { currency: kept['currency'] }),
    answered: String(isAnswered),
    limit: AT_ONCE,
  });
  const read = useCallback(
    async (after: string | null) => {
      const asked = JSON.parse(query) as QueryOf<'listBoughtRows'>;
      const page = await ask('listBoughtRows', {
        brand: brand.id,
        query: { ...asked, ...(after !== null && { after }) },
      });
      const rows = page.rows.map(row => ({ ...row, id: row.person }));
      return { rows, next: page.next === null ? null : String(page.next) };
    },
    [brand.id, query],
  );
  const title = t(isAnswered ? 'out.boughtAnswered' : 'out.boughtUnanswered');
  return (
    <Behind
      key={query}
      title={title}
      file={isAnswered ? 'answered-customers' : 'unanswered-customers'}
      columns={columnsOf(words, currency)}
      read={read}
    />
  );
}

function columnsOf(words: InsightWords, currency: string): Column<Row>[] {
  const { t, language } = words;
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  const money = { currency, minorDigits: minorDigits(currency) ?? 2 };
  const number = (id: 'ordersBefore' | 'ordersAfter', label: string): Column<Row> => ({
    id,
    label,
    kind: 'number',
    value: row => row[id],
    show: row => count(row[id], language),
  });
  return [
    {
      id: 'customer',
      label: t('out.customer'),
      value: row => row.name,
      show: row => (
        <RouteLink to={{ screen: 'desk', conversation: row.conversationId }}>
          <bdi>{oneLine(row.name)}</bdi>
        </RouteLink>
      ),
    },
    {
      id: 'opened_at',
      label: t('out.when'),
      value: row => row.openedAt,
      show: row => when.format(new Date(row.openedAt)),
    },
    { id: 'network', label: t('out.network'), value: row => row.network, show: row => networkName(row.network) },
    number('ordersBefore', t('out.before')),
    number('ordersAfter', t('out.after')),
    {
      id: 'spent_minor',
      label: t('out.spent'),
      kind: 'number',
      value: row => row.spentMinor,
      show: row => amountIn(row.spentMinor, money, language),
    },
    { id: 'compared_within', label: t('out.stratum'), kind: 'words', value: row => row.stratum },
  ];
}
