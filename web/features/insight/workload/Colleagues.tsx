import type { OutputOf } from '../../../../src/contract/api.ts';
import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { LinkButton } from '../../../ui/Button.tsx';
import { useAsked } from '../../../use-asked.ts';
import { Card } from '../Card.tsx';
import figure from '../Figure.module.css';
import { type Column, FigureTable } from '../FigureTable.tsx';
import { queryOf, type Slice } from '../slice.ts';
import { Without } from '../Without.tsx';
import { useInsightWords } from '../words.ts';
import { handlingColumns } from './Handling.tsx';
import type { OnOpen } from './Workload.tsx';

type Row = OutputOf<'readColleagues'>['rows'][number];
type Props = { slice: Slice; onOpen: OnOpen; sorted: string | null; onSort: (by: string | null) => void };

/** For leads: who carries how much, in the order of names unless somebody asks for another. */
export function Colleagues({ slice, onOpen, sorted, onSort }: Props) {
  const words = useInsightWords();
  const { t } = words;
  const { brand } = usePerson();
  const [asked, again] = useAsked('readColleagues', { brand: brand.id, query: queryOf(slice) });
  const columns: Column<Row>[] = [
    {
      id: 'colleague',
      label: t('work.colleague'),
      value: row => row.name,
      show: row => (
        <LinkButton onClick={() => onOpen(`answers:${row.agentId}`)}>
          <bdi>{row.name}</bdi>
        </LinkButton>
      ),
    },
    { id: 'answered', label: t('work.answered'), kind: 'number', value: row => row.turns },
    ...handlingColumns<Row>(words),
  ];
  const by = columns.find(column => column.id === sorted && column.kind === 'number');
  return (
    <Card title={t('work.colleagues')} says={by === undefined && t('work.colleaguesSays')} definition="colleagues">
      <AskedView asked={asked} again={again}>
        {({ rows, without }) =>
          rows.length === 0 ? (
            <p className={figure.says}>{t('work.colleaguesNone')}</p>
          ) : (
            <>
              <FigureTable
                caption={t('work.inRows', { what: t('work.colleagues') })}
                file="colleagues"
                rows={by === undefined ? rows : rows.toSorted((a, b) => amount(by, b) - amount(by, a))}
                keyOf={row => row.agentId}
                columns={columns}
              />
              <div className={figure.opens}>
                <fieldset className={figure.segments} aria-label={t('work.sort')}>
                  {columns.map(column => {
                    const isNames = column.kind !== 'number';
                    return (
                      <button
                        key={column.id}
                        type="button"
                        aria-pressed={isNames ? by === undefined : column === by}
                        onClick={() => onSort(isNames ? null : column.id)}
                      >
                        {isNames ? t('work.byName') : column.label}
                      </button>
                    );
                  })}
                </fieldset>
              </div>
              <Without filters={without} />
            </>
          )
        }
      </AskedView>
    </Card>
  );
}

function amount(column: Column<Row>, row: Row): number {
  const value = column.value(row);
  return typeof value === 'number' ? value : Number.NEGATIVE_INFINITY;
}
