import { useState } from 'react';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { moved } from '../promises/draft.ts';
import { useDeed } from '../use-deed.ts';
import { isSame, type RuleDraft, type RuleRow, rulesOver, wishOf } from './rule-draft.ts';

/** The rules as they are being edited, and what can be done with them. */
export function useRuleDrafts(rows: RuleRow[], again: () => void) {
  const { t } = useWords();
  const { brand } = usePerson();
  const deed = useDeed();
  const [edited, setEdited] = useState<ReadonlyMap<string, RuleDraft>>(new Map());
  const ids = rows.map(row => row.id);

  function put(id: string, draft: RuleDraft | null) {
    setEdited(before => {
      const next = new Map(before);
      if (draft === null) next.delete(id);
      else next.set(id, draft);
      return next;
    });
  }
  async function change(work: () => Promise<unknown>): Promise<boolean> {
    const done = await deed.run(work, t('settings.saved'));
    again();
    return done;
  }
  /** @param over the version it is saved over; another is refused */
  async function save(draft: RuleDraft, over = draft.version): Promise<boolean> {
    const body = wishOf(draft);
    const done = await change(() =>
      over === null
        ? ask('addRule', { brand: brand.id, body })
        : ask('changeRule', { brand: brand.id, id: draft.id, body: { ...body, version: over } }),
    );
    if (done) put(draft.id, null);
    return done;
  }
  /** At once, unless the rule is being changed: then with the rest of it. */
  function turn(draft: RuleDraft, row: RuleRow | undefined, isOn: boolean) {
    if (row === undefined || !isSame(row, draft)) put(draft.id, { ...draft, isOn });
    else change(() => ask('changeRule', { brand: brand.id, id: draft.id, body: { isOn, version: row.version } }));
  }
  function drop(draft: RuleDraft) {
    put(draft.id, null);
    if (draft.version !== null) change(() => ask('removeRule', { brand: brand.id, id: draft.id }));
  }
  function move(id: string, to: number) {
    const order = moved(ids, id, to);
    if (order.join() !== ids.join()) change(() => ask('orderRules', { brand: brand.id, body: { ids: order } }));
  }
  return { drafts: rulesOver(rows, edited), deed, put, save, turn, drop, move };
}
