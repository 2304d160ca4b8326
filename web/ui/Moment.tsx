import { useWords } from '../strings/words.ts';
import { nowMs } from './tick.ts';
import { fullTime, shortTime } from './time.ts';

/** A time as short as it can be understood, with all of it on hover. */
export function Moment({ at }: { at: string }) {
  const { language } = useWords();
  return (
    <time dateTime={at} title={fullTime(at, language)}>
      {shortTime(at, language, nowMs())}
    </time>
  );
}
