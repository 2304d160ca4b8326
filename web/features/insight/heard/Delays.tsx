import { networkName } from '../../../ui/networks.ts';
import { Card } from '../Card.tsx';
import { FigureTable } from '../FigureTable.tsx';
import { span } from '../numbers.ts';
import { useInsightWords } from '../words.ts';
import type { Report } from './Heard.tsx';

/** How long until we hear: the network's part of the waiting. */
export function Delays({ report }: { report: Report }) {
  const { t, language } = useInsightWords();
  const { delay, networks } = report;
  const rows = networks.flatMap(one => (one.delay === null ? [] : [{ network: one.network, ...one.delay }]));
  const says =
    delay === null
      ? t('heard.soonNone')
      : t('heard.soonSays', { half: span(delay.halfSeconds, language), most: span(delay.nineOfTenSeconds, language) });
  return (
    <Card title={t('heard.soon')} says={says} definition="hearing">
      {rows.length > 0 && (
        <FigureTable
          caption={t('work.inRows', { what: t('heard.soon') })}
          file="hearing-delay"
          rows={rows}
          keyOf={row => row.network}
          columns={[
            {
              id: 'network',
              label: t('heard.network'),
              value: row => row.network,
              show: row => networkName(row.network),
            },
            { id: 'turns', label: t('heard.turns'), kind: 'number', value: row => row.turns },
            {
              id: 'half_seconds',
              label: t('heard.half'),
              kind: 'number',
              value: row => row.halfSeconds,
              show: row => span(row.halfSeconds, language),
            },
            {
              id: 'nine_of_ten_seconds',
              label: t('heard.ninth'),
              kind: 'number',
              value: row => row.nineOfTenSeconds,
              show: row => span(row.nineOfTenSeconds, language),
            },
          ]}
        />
      )}
    </Card>
  );
}
