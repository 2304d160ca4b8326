import { useEffect, useState } from 'react';
import { useLine } from '../../live/connection.ts';
import { useWords } from '../../strings/words.ts';
import { Banner } from '../../ui/Banner.tsx';
import { nowMs } from '../../ui/tick.ts';
import { shortTime } from '../../ui/time.ts';

/** A line that is back this soon was hardly gone: nothing is said. */
const WORTH_SAYING_MS = 2500;

/** Says when what is on the screen may be old, and since when. */
export function LineBanner() {
  const { t, language } = useWords();
  const line = useLine();
  const [shown, setShown] = useState(false);
  const down = line.kind === 'down';
  useEffect(() => {
    if (!down) {
      setShown(false);
      return;
    }
    const timer = setTimeout(() => setShown(true), WORTH_SAYING_MS);
    return () => clearTimeout(timer);
  }, [down]);
  if (!shown || line.kind !== 'down') return null;
  return (
    <Banner meaning="soon">
      {t('line.down', { time: shortTime(new Date(line.since).toISOString(), language, nowMs()) })}
    </Banner>
  );
}
