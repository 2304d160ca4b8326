import type { OutputOf } from '../../../src/contract/api.ts';
import type { Column } from '../../../src/core/csv-columns.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Field, Select } from '../../ui/Field.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import { useAsked } from '../../use-asked.ts';
import styles from './Import.module.css';

export type ImportView = OutputOf<'openImport'>['import'];

const KINDS = ['skip', 'id', 'name', 'email', 'phone', 'tags', 'notes', 'value'] as const;

type Props = { row: ImportView; onChange: (mapping: ImportView['mapping']) => void };

/** What each column of the file means: guessed, and put right here, with the first rows to look at. */
export function Columns({ row, onChange }: Props) {
  const { t } = useWords();
  const { brand } = usePerson();
  const [fields] = useAsked('listContactFields', { brand: brand.id });
  const [networks] = useAsked('listNetworks', {});
  const { reading, mapping } = row;
  const options: [string, string][] = [
    ...KINDS.map(kind => [kind, t(`import.column.${kind}`)] as [string, string]),
    ...(networks.kind === 'ready' ? networks.value.rows : []).map(
      one => [`handle ${one.id}`, t('import.column.handle', { network: one.name })] as [string, string],
    ),
    ...(fields.kind === 'ready' ? fields.value.rows : []).map(
      one => [`field ${one.id}`, oneLine(one.name)] as [string, string],
    ),
  ];
  function set(at: number, written: string) {
    const columns = mapping.columns.map((column, n) => (n === at ? readColumn(written) : column));
    onChange({ ...mapping, columns });
  }
  return (
    <>
      <div className={styles.columns}>
        {reading.header.map((title, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name, and none ever moves
          <div key={at} className={styles.column}>
            <Select
              label={oneLine(title)}
              value={writeColumn(mapping.columns[at] ?? { kind: 'skip' })}
              onChange={event => set(at, event.target.value)}
            >
              {options.map(([key, shown]) => (
                <option key={key} value={key}>
                  {shown}
                </option>
              ))}
            </Select>
            <p className={styles.sample}>
              <bdi>{oneLine(reading.sample.find(cells => cells[at])?.[at] ?? '')}</bdi>
            </p>
          </div>
        ))}
      </div>
      {mapping.columns.some(column => column.kind === 'value') && (
        <Field
          label={t('import.currency')}
          className={styles.currency}
          maxLength={3}
          defaultValue={mapping.currency}
          onBlur={event => {
            const currency = event.target.value.trim().toUpperCase();
            if (/^[A-Z]{3}$/.test(currency)) onChange({ ...mapping, currency });
          }}
        />
      )}
    </>
  );
}

function writeColumn(column: Column): string {
  if (column.kind === 'handle') return `handle ${column.network}`;
  return column.kind === 'field' ? `field ${column.id}` : column.kind;
}

function readColumn(written: string): Column {
  const [kind, what = ''] = written.split(' ');
  if (kind === 'handle') return { kind, network: what };
  if (kind === 'field') return { kind, id: what };
  return { kind: KINDS.find(one => one === kind) ?? 'skip' };
}
