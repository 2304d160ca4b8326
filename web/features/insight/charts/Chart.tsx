import { type ReactNode, useId, useState } from 'react';
import { LinkButton } from '../../../ui/Button.tsx';
import { Definition, type DefinitionName } from '../Definition.tsx';
import figure from '../Figure.module.css';
import { FigureTable, type Tabled } from '../FigureTable.tsx';
import { useInsightWords } from '../words.ts';
import styles from './Charts.module.css';
import { useWidth } from './use-width.ts';

type Props<Row> = {
  /** Its heading; left out where the page's own heading says it. */
  title?: ReactNode;
  aside?: ReactNode;
  /** What it shows, in one sentence: stands above it, and is its name for screen readers. */
  says: string;
  /** The sentence with words in bold, where they are wanted. */
  saysRich?: ReactNode;
  definition?: DefinitionName;
  /** The same in rows and columns, and what is exported. */
  table: Tabled<Row>;
  /** Links to the rows behind it. */
  opens?: ReactNode;
  /** Draws it `width` pixels wide. */
  children: (width: number) => ReactNode;
};

/** A picture with its finding in a sentence, a table to turn to, and a way to what it was drawn from. */
export function Chart<Row>({ title, aside, says, saysRich, definition, table, opens, children }: Props<Row>) {
  const { t } = useInsightWords();
  const id = useId();
  const [place, width] = useWidth();
  const [asTable, setAsTable] = useState(false);
  return (
    <section className={figure.card} aria-label={table.caption}>
      {title && (
        <h3>
          <span>{title}</span>
          {aside && <span className={figure.aside}>{aside}</span>}
        </h3>
      )}
      <p id={id} className={figure.says}>
        {saysRich ?? says}
      </p>
      {asTable ? (
        <FigureTable {...table} />
      ) : (
        <div ref={place} className={styles.place}>
          {width > 0 && children(width)}
        </div>
      )}
      {definition && <Definition name={definition} />}
      <p className={figure.opens}>
        <LinkButton onClick={() => setAsTable(!asTable)} aria-pressed={asTable}>
          {asTable ? t('insight.asPicture') : t('insight.asTable')}
        </LinkButton>
        {opens}
      </p>
    </section>
  );
}
