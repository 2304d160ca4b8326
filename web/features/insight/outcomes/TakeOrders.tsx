import { useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { ORDER_COLUMNS } from '../../../../src/core/insight/order-lines.ts';
import { ApiRefusal, ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import type { InsightKey } from '../../../strings/insight-words.ts';
import { Button } from '../../../ui/Button.tsx';
import { Field, Select } from '../../../ui/Field.tsx';
import { networkName } from '../../../ui/networks.ts';
import { oneLine } from '../../../ui/safe-text.ts';
import { say } from '../../../ui/toast.ts';
import { useDeed } from '../../settings/use-deed.ts';
import { FigureTable } from '../FigureTable.tsx';
import { count } from '../numbers.ts';
import { type InsightWords, useInsightWords } from '../words.ts';
import styles from './Outcomes.module.css';

type Found = OutputOf<'importOrders'>;
type Chosen = { file: File; header: string[]; columns: string[]; found: Found | null };

/** A file of orders: looked through, its columns said, and taken in. */
export function TakeOrders({ orders, onDone }: { orders: number; onDone: () => void }) {
  const words = useInsightWords();
  const { t } = words;
  const { brand } = usePerson();
  const deed = useDeed();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [currency, setCurrency] = useState('EUR');

  async function look(file: File, columns: string[] | null) {
    const query = { trial: 'true' as const, currency, ...(columns && { columns: columns.join(',') }) };
    try {
      const found = await ask('importOrders', { brand: brand.id, query, file });
      setChosen({ file, header: found.header, columns: found.columns, found });
    } catch (error) {
      const asked = error instanceof ApiRefusal && error.code === 'needs_a_choice' ? error.details : null;
      if (asked === null) throw error;
      setChosen({ file, header: asked['header'] as string[], columns: asked['columns'] as string[], found: null });
    }
  }

  async function take({ file, columns }: Chosen) {
    const query = { trial: 'false' as const, currency, columns: columns.join(',') };
    const found = await ask('importOrders', { brand: brand.id, query, file });
    say(t('out.taken', { made: found.made, changed: found.changed, same: found.same, mistaken: found.mistaken }));
    setChosen(null);
    onDone();
  }

  return (
    <section className={styles.take} aria-label={t('out.take')}>
      <h4>{t('out.take')}</h4>
      <p>{t('out.takeLead')}</p>
      <div className={styles.choices}>
        <label className={styles.file}>
          <span>{t('out.file')}</span>
          <input
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            onChange={event => {
              const file = event.target.files?.[0];
              if (file) void deed.run(() => look(file, null));
              event.target.value = '';
            }}
          />
        </label>
        <Field
          label={t('out.currency')}
          maxLength={3}
          value={currency}
          onChange={event => setCurrency(event.target.value.toUpperCase())}
        />
      </div>
      {chosen && (
        <>
          <Columns
            chosen={chosen}
            words={words}
            onChange={columns => void deed.run(() => look(chosen.file, columns))}
          />
          {chosen.found && <Looked found={chosen.found} words={words} />}
        </>
      )}
      <div className={styles.acts}>
        {chosen?.found && chosen.found.rows > chosen.found.mistaken && (
          <Button look="primary" disabled={deed.busy} onClick={() => void deed.run(() => take(chosen))}>
            {t('out.takeNow')}
          </Button>
        )}
        {orders > 0 && !chosen && <Forget orders={orders} onDone={onDone} />}
      </div>
    </section>
  );
}

type ColumnsProps = { chosen: Chosen; words: InsightWords; onChange: (columns: string[]) => void };

function Columns({ chosen: { header, columns }, words, onChange }: ColumnsProps) {
  const { t } = words;
  const handles = [...new Set(columns.filter(one => one.startsWith('handle:')))];
  return (
    <div className={styles.columns}>
      {header.map((title, at) => (
        <Select
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place in the file
          key={at}
          label={t('out.column', { title: oneLine(title) })}
          value={columns[at] ?? 'skip'}
          onChange={event => onChange(columns.map((one, place) => (place === at ? event.target.value : one)))}
        >
          {[...ORDER_COLUMNS, ...handles].map(one => (
            <option key={one} value={one}>
              {one.startsWith('handle:')
                ? t('out.col.handle', { network: networkName(one.slice(7)) })
                : t(`out.col.${one}` as InsightKey)}
            </option>
          ))}
        </Select>
      ))}
    </div>
  );
}

function Looked({ found, words: { t, language } }: { found: Found; words: InsightWords }) {
  return (
    <>
      <p role="status">{t('out.looked', { rows: found.rows, mistaken: found.mistaken })}</p>
      {found.mistakes.length > 0 && (
        <FigureTable
          caption={t('out.mistakes')}
          file="orders-left-out"
          rows={found.mistakes.map((one, at) => ({ ...one, at }))}
          keyOf={row => String(row.at)}
          columns={[
            { id: 'line', label: t('out.line'), value: row => row.line, show: row => count(row.line, language) },
            {
              id: 'column',
              label: t('out.column', { title: '…' }),
              value: row => row.column,
              show: row => <bdi>{oneLine(row.column)}</bdi>,
            },
            { id: 'why', label: t('out.why'), kind: 'words', value: row => row.why },
          ]}
        />
      )}
    </>
  );
}

function Forget({ orders, onDone }: { orders: number; onDone: () => void }) {
  const { t } = useInsightWords();
  const { brand } = usePerson();
  const deed = useDeed();
  const [sure, setSure] = useState(false);
  if (!sure) {
    return (
      <Button look="quiet" onClick={() => setSure(true)}>
        {t('out.forget')}
      </Button>
    );
  }
  return (
    <>
      <p role="alert">{t('out.forgetSure', { n: orders })}</p>
      <Button
        look="danger"
        disabled={deed.busy}
        onClick={() =>
          void deed
            .run(() => ask('forgetOrders', { brand: brand.id }), t('out.forgotten'))
            .then(done => {
              setSure(false);
              if (done) onDone();
            })
        }
      >
        {t('out.forget')}
      </Button>
      <Button onClick={() => setSure(false)}>{t('common.cancel')}</Button>
    </>
  );
}
