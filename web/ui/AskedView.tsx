import type { ReactNode } from 'react';
import { refusalWords } from '../refusal-words.ts';
import { useWords } from '../strings/words.ts';
import type { Asked } from '../use-asked.ts';
import { Button } from './Button.tsx';
import { Empty } from './Empty.tsx';
import { Skeleton } from './Skeleton.tsx';

type Props<T> = { asked: Asked<T>; again: () => void; rows?: number; children: (value: T) => ReactNode };

/** What was asked for, or that it is coming, or why it did not come and the way to ask again. */
export function AskedView<T>({ asked, again, rows = 5, children }: Props<T>) {
  const words = useWords();
  if (asked.kind === 'ready') return children(asked.value);
  if (asked.kind === 'loading') return <Skeleton rows={rows} label={words.t('common.loading')} />;
  return (
    <Empty
      icon="stop"
      title={words.t('problem.title')}
      acts={<Button onClick={again}>{words.t('common.tryAgain')}</Button>}
    >
      {refusalWords(asked.refusal, words)}
    </Empty>
  );
}
