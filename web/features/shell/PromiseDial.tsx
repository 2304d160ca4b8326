import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../src/contract/api.ts';
import { ApiRefusal, ask } from '../../api.ts';
import { onEvent } from '../../live/store.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import styles from './Rail.module.css';

type Today = OutputOf<'promiseToday'>;

/** Asked again this long after something changed, and this often in any case. */
const SETTLE_MS = 1500;
const REFRESH_MS = 60_000;

const RADIUS = 16;
const ROUND = 2 * Math.PI * RADIUS;

/** Of the promises that came due today, the share that was kept. */
export function PromiseDial() {
  const { t, language } = useWords();
  const today = useToday();
  if (!today) return <span className={styles.dial} />;
  const share = today.due === 0 ? 1 : today.kept / today.due;
  const number = new Intl.NumberFormat(language);
  const percent = Math.floor(share * 100);
  const meaning = t('dial.meaning', { kept: today.kept, due: today.due, waiting: today.waiting, late: today.late });
  return (
    <span className={styles.dial} role="img" aria-label={meaning} title={meaning}>
      <svg viewBox="0 0 36 36" aria-hidden="true">
        <circle cx="18" cy="18" r={RADIUS} stroke="var(--mark-track)" strokeWidth="3" />
        {today.due > 0 && (
          <circle
            cx="18"
            cy="18"
            r={RADIUS}
            stroke={share >= 0.5 ? 'var(--kept-mark)' : 'var(--broken-mark)'}
            strokeWidth="3"
            strokeDasharray={`${ROUND * share} ${ROUND}`}
            transform="rotate(-90 18 18)"
          />
        )}
        <text x="18" y="22" textAnchor="middle">
          {today.due === 0 ? '–' : number.format(percent)}
        </text>
      </svg>
      {t('dial.kept')}
    </span>
  );
}

function useToday(): Today | null {
  const { brand } = usePerson();
  const [today, setToday] = useState<Today | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function read() {
      try {
        setToday(await ask('promiseToday', { brand: brand.id, signal: stop.signal }));
      } catch (error) {
        // The line's own banner says that the server is away; the dial keeps what it knew.
        if (!(error instanceof ApiRefusal) && !stop.signal.aborted) throw error;
      }
    }
    function soon() {
      clearTimeout(timer);
      timer = setTimeout(read, SETTLE_MS);
    }
    read();
    const regular = setInterval(read, REFRESH_MS);
    const forget = onEvent(event => {
      if (event.data.kind === 'turn.breached' || ('turns' in event.data && event.data.turns.length > 0)) soon();
    });
    return () => {
      stop.abort();
      clearTimeout(timer);
      clearInterval(regular);
      forget();
    };
  }, [brand.id]);
  return today;
}
