import { csvLine } from '../../../src/core/csv-write.ts';
import { LinkButton } from '../../ui/Button.tsx';
import styles from './Figure.module.css';
import type { Tabled } from './FigureTable.tsx';
import { useInsightWords } from './words.ts';

/** A spreadsheet needs it to read the file as UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Takes what a table shows along as a file, with its numbers unrounded. */
export function ExportButtons<Row>({ caption, file, columns, rows }: Omit<Tabled<Row>, 'keyOf'>) {
  const { t } = useInsightWords();
  const asRecord = (row: Row) => Object.fromEntries(columns.map(({ id, value }) => [id, value(row)]));
  function csv() {
    const lines = rows.map(row => csvLine(columns.map(({ value }) => cellOf(value(row)))));
    save(`${file}.csv`, 'text/csv', BYTE_ORDER_MARK + csvLine(columns.map(({ id }) => id)) + lines.join(''));
  }
  function json() {
    save(`${file}.json`, 'application/json', `${JSON.stringify(rows.map(asRecord), null, 2)}\n`);
  }
  return (
    <p className={styles.exports}>
      <LinkButton onClick={csv} aria-label={t('insight.exportAs', { name: caption, kind: 'CSV' })}>
        CSV
      </LinkButton>
      <LinkButton onClick={json} aria-label={t('insight.exportAs', { name: caption, kind: 'JSON' })}>
        JSON
      </LinkButton>
    </p>
  );
}

function cellOf(value: string | number | boolean | null): string | number {
  return typeof value === 'number' ? value : String(value ?? '');
}

/** Hands a file to the browser as if it had been fetched. */
export function save(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
