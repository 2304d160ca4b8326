import { type ReactNode, useEffect } from 'react';
import styles from './Page.module.css';

type Props = { title: string; aside?: ReactNode; acts?: ReactNode; level?: 1 | 2; children: ReactNode };

/** A screen with a name: its head lines up with every other column's. */
export function Page({ title, aside, acts, level = 1, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Heed`;
  }, [title]);
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        {level === 1 ? <h1>{title}</h1> : <h2>{title}</h2>}
        {aside && <span className={styles.aside}>{aside}</span>}
        {acts}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.body} tabIndex={0} aria-label={title}>
        {children}
      </section>
    </main>
  );
}
