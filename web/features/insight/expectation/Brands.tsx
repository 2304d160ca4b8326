import { useEffect, useState } from 'react';
import { ask } from '../../../api.ts';
import { type Brand, usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { type Asked, asRefusal } from '../../../use-asked.ts';
import { Card } from '../Card.tsx';
import { queryOf, type Slice } from '../slice.ts';
import { useInsightWords } from '../words.ts';
import { type PartRow, PartTable } from './PartTable.tsx';

type BrandRow = PartRow & { brand: Brand };

/** All brands of this person beside one another, each by its own curve and its own days. */
export function Brands({ slice }: { slice: Slice }) {
  const { t } = useInsightWords();
  const { me, brand: here } = usePerson();
  const [asked, setAsked] = useState<Asked<BrandRow[]>>({ kind: 'loading' });
  const [round, setRound] = useState(0);
  const written = JSON.stringify(queryOf(slice));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` is what asking again means
  useEffect(() => {
    const stop = new AbortController();
    const query = { ...JSON.parse(written), by: 'brand' };
    const all = me.brands.map(async brand => {
      const { rows } = await ask('readExpectationParts', { brand: brand.id, query, signal: stop.signal });
      return rows.map(row => ({ ...row, brand }));
    });
    Promise.all(all).then(
      rows => setAsked({ kind: 'ready', value: rows.flat() }),
      error => !stop.signal.aborted && setAsked({ kind: 'failed', refusal: asRefusal(error) }),
    );
    return () => stop.abort();
  }, [me.brands, written, round]);
  return (
    <AskedView asked={asked} again={() => setRound(round + 1)}>
      {rows => (
        <Card title={t('exp.by.brand')} says={t('exp.brandsSays', { n: me.brands.length })}>
          <PartTable
            caption={t('exp.by.brand')}
            file="expectation-by-brand"
            rows={rows}
            nameOf={row => row.brand.name}
            rowsOf={row => (row.brand.id === here.id ? { slice } : null)}
          />
        </Card>
      )}
    </AskedView>
  );
}
