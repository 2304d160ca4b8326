import { type ReactNode, useId } from 'react';
import { Definition, type DefinitionName } from './Definition.tsx';
import styles from './Figure.module.css';

type Props = {
  title: ReactNode;
  /** At the end of the title's line: of what, in a few quiet words. */
  aside?: ReactNode;
  /** What it shows, in one sentence. */
  says?: ReactNode;
  definition?: DefinitionName;
  children: ReactNode;
};

/** One question with its finding in a sentence, the figures, and what they mean. */
export function Card({ title, aside, says, definition, children }: Props) {
  const id = useId();
  return (
    <section className={styles.card} aria-labelledby={id}>
      <h3>
        <span id={id}>{title}</span>
        {aside && <span className={styles.aside}>{aside}</span>}
      </h3>
      {says && <p className={styles.says}>{says}</p>}
      {children}
      {definition && <Definition name={definition} />}
    </section>
  );
}

/** Two cards beside one another, on narrow screens one below the other. */
export function Two({ children }: { children: ReactNode }) {
  return <div className={styles.two}>{children}</div>;
}

/** One card over the whole width. */
export function One({ children }: { children: ReactNode }) {
  return <div className={styles.one}>{children}</div>;
}
