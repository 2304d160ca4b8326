import type { BodyOf, OutputOf } from '../../../src/contract/api.ts';
import { ask } from '../../api.ts';
import { refusalWords } from '../../refusal-words.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { complain, say } from '../../ui/toast.ts';
import { asRefusal } from '../../use-asked.ts';
import { letIn } from './own-rows.ts';

export type Deed = BodyOf<'doBulk'>['deed'];
type Results = OutputOf<'doBulk'>['results'];

/** Does it to all of these; one line says how many, why others were left, and takes it back. Settles with whether it could be asked for. */
export function useBulk(): (ids: readonly string[], deed: Deed, to?: string) => Promise<boolean> {
  const words = useWords();
  const { t } = words;
  const { brand } = usePerson();

  function tellRefused(results: Results): void {
    const refused = results.flatMap(one => (one.outcome === 'refused' ? [one] : []));
    if (refused[0]) complain(t('bulk.refused', { n: refused.length, why: refused[0].says }));
  }
  async function undo(id: string, ids: readonly string[]): Promise<void> {
    try {
      letIn(ids);
      const { results } = await ask('undoBulk', { brand: brand.id, id });
      say(t('bulk.undone', { n: results.filter(one => one.outcome === 'done').length }));
      tellRefused(results);
    } catch (error) {
      complain(refusalWords(asRefusal(error), words));
    }
  }
  return async (ids, deed, to = '') => {
    try {
      const { results, undo: name } = await ask('doBulk', { brand: brand.id, body: { ids: [...ids], deed } });
      const n = results.filter(one => one.outcome === 'done').length;
      const free = deed.kind === 'assign' && deed.assigneeId === null;
      const done = t(free ? 'bulk.done.free' : `bulk.done.${deed.kind}`, { n, to });
      say(done, name === null ? {} : { undo: () => undo(name, ids), lastsMs: UNDO_SHOWN_MS });
      tellRefused(results);
      return true;
    } catch (error) {
      complain(refusalWords(asRefusal(error), words));
      return false;
    }
  };
}

/** Longer than for one: it takes a look to see what was done to so many. */
const UNDO_SHOWN_MS = 15_000;
