import { useEffect } from 'react';
import { ask } from '../../api.ts';
import { usePerson } from '../../session.ts';
import { asRefusal } from '../../use-asked.ts';

/** Well before the server believes that I have gone. */
const SAY_AGAIN_MS = 20_000;

/** Says that I have it open, or am writing in it, for as long as I do and look at the page. */
export function useStandBeside(id: string, writing: boolean): void {
  const { brand } = usePerson();
  useEffect(() => {
    const say = (doing: 'viewing' | 'writing' | 'gone') =>
      ask('standBeside', { brand: brand.id, id, body: { doing } }).catch(asRefusal);
    const here = () => document.visibilityState === 'visible' && say(writing ? 'writing' : 'viewing');
    here();
    const timer = setInterval(here, SAY_AGAIN_MS);
    document.addEventListener('visibilitychange', here);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', here);
    };
  }, [brand.id, id, writing]);
  useEffect(
    () => () => {
      ask('standBeside', { brand: brand.id, id, body: { doing: 'gone' } }).catch(asRefusal);
    },
    [brand.id, id],
  );
}
