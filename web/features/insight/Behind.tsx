import { useCallback, useEffect, useState } from 'react';
import type { ApiRefusal } from '../../api.ts';
import { refusalWords } from '../../refusal-words.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { asRefusal } from '../../use-asked.ts';
import { type Column, FigureTable } from './FigureTable.tsx';
import styles from './Insight.module.css';
import { useInsightWords } from './words.ts';

type Page<Row> = { rows: readonly Row[]; next?: string | null };
type Props<Row> = {
  title: string;
  file: string;
  columns: readonly Column<Row>[];
  /** One page; the next one where `after` says how far was read. */
  read: (after: string | null) => Promise<Page<Row>>;
};

/** The rows behind a figure that is not one of turns: a page of its own in the part, left by going back. */
export function Behind<Row extends { id: string }>({ title, file, columns, read }: Props<Row>) {
  const words = useInsightWords();
  const { t } = words;
  const [held, setHeld] = useState<Page<Row> | null>(null);
  const [refused, setRefused] = useState<ApiRefusal | null>(null);
  const [busy, setBusy] = useState(false);
  const add = useCallback(
    async (after: string | null) => {
      setBusy(true);
      try {
        const page = await read(after);
        setHeld(before => ({
          rows: after === null ? page.rows : [...(before?.rows ?? []), ...page.rows],
          next: page.next ?? null,
        }));
        setRefused(null);
      } catch (error) {
        setRefused(asRefusal(error));
      } finally {
        setBusy(false);
      }
    },
    [read],
  );
  useEffect(() => {
    void add(null);
  }, [add]);
  return (
    <>
      <header className={styles.rowsHead}>
        <Button look="quiet" size="small" onClick={() => history.back()}>
          <Icon name="back" size={16} /> {t('rows.back')}
        </Button>
        <h2>{title}</h2>
      </header>
      {refused !== null && (
        <Empty icon="stop" title={t('problem.title')}>
          {refusalWords(refused, words)}
        </Empty>
      )}
      {held === null && refused === null && <Skeleton rows={8} label={t('common.loading')} />}
      {held !== null && held.rows.length === 0 && (
        <Empty icon="insight" title={t('work.noneBehind')}>
          {t('insight.noneLead')}
        </Empty>
      )}
      {held !== null && held.rows.length > 0 && (
        <>
          <FigureTable caption={title} file={file} columns={columns} rows={held.rows} keyOf={row => row.id} />
          {held.next && (
            <p className={styles.more}>
              <Button disabled={busy} onClick={() => add(held.next ?? null)}>
                {t('rows.more')}
              </Button>
            </p>
          )}
        </>
      )}
    </>
  );
}
