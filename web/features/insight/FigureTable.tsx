import type { ReactNode } from 'react';
import table from '../../ui/Table.module.css';
import { ExportButtons } from './ExportButtons.tsx';
import styles from './Figure.module.css';

export type Column<Row> = {
  /** Its name in a file. */
  id: string;
  label: string;
  /** What stands in a file: plain, unrounded. */
  value: (row: Row) => string | number | boolean | null;
  /** What stands on the screen; the value as it is where this is left out. */
  show?: (row: Row) => ReactNode;
  /** A number stands at the end of its column; words may take several lines. */
  kind?: 'number' | 'words';
};

export type Tabled<Row> = {
  /** What the table is of, for screen readers. */
  caption: string;
  /** Of the file it is exported to, without its ending. */
  file: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
};

/** A table as all of Insight has them: the first column names the row, and it is taken along as CSV or JSON. */
export function FigureTable<Row>(tabled: Tabled<Row>) {
  const { caption, columns, rows, keyOf } = tabled;
  const look = { number: table.number, words: styles.words };
  return (
    <div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      {/* biome-ignore lint/a11y/useSemanticElements: no landmark, of which the card is one of this name already */}
      <div className={styles.wide} role="group" tabIndex={0} aria-label={caption}>
        <table className={`${table.table} ${styles.table}`} aria-label={caption}>
          <thead>
            <tr>
              {columns.map(column => (
                <th key={column.id} scope="col" className={column.kind && look[column.kind]}>
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <tr key={keyOf(row)}>
                {columns.map((column, place) => {
                  const shown = column.show ? column.show(row) : (column.value(row) ?? '–');
                  const className = column.kind && look[column.kind];
                  return place === 0 ? (
                    <th key={column.id} scope="row" className={className}>
                      {shown}
                    </th>
                  ) : (
                    <td key={column.id} className={className}>
                      {shown}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ExportButtons {...tabled} />
    </div>
  );
}
