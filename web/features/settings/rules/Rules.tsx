import { useEffect, useState } from 'react';
import { onEvent } from '../../../live/store.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { useAsked } from '../../../use-asked.ts';
import promises from '../promises/Promises.module.css';
import { RuleCard } from './RuleCard.tsx';
import { draftOf, type RuleDraft, type RuleRow } from './rule-draft.ts';
import { Starters } from './Starters.tsx';
import { useRuleChoices } from './use-rule-choices.ts';
import { useRuleDrafts } from './use-rule-drafts.ts';

/** If this, then that: an ordered list, with how often each acted and what it would have done. */
export function Rules() {
  const { brand } = usePerson();
  const [asked, again] = useAsked('listRules', { brand: brand.id });
  useEffect(() => onEvent(event => event.data.kind === 'settings.changed' && again()), [again]);
  return (
    <AskedView asked={asked} again={again}>
      {({ rows }) => <RuleList rows={rows} again={again} />}
    </AskedView>
  );
}

function RuleList({ rows, again }: { rows: RuleRow[]; again: () => void }) {
  const { t } = useWords();
  const choices = useRuleChoices();
  const [open, setOpen] = useState<string | null>(null);
  const { drafts, deed, put, save, turn, drop, move } = useRuleDrafts(rows, again);
  const ids = rows.map(row => row.id);
  async function keep(draft: RuleDraft, over?: number | null) {
    const isMade = await save(draft, over);
    if (isMade && draft.version === null) setOpen(null);
  }
  function begin(draft: RuleDraft) {
    put(draft.id, draft);
    setOpen(draft.id);
  }
  return (
    <div className={promises.promises}>
      {drafts.length === 0 && (
        <Empty icon="branch" title={t('rule.noneYet')}>
          {t('rule.noneWhy')}
        </Empty>
      )}
      <ol className={promises.list}>
        {drafts.map((draft, place) => {
          const row = rows.find(one => one.id === draft.id);
          return (
            <RuleCard
              key={draft.id}
              draft={draft}
              row={row}
              place={place}
              choices={choices}
              isOpen={open === draft.id}
              deed={deed}
              onOpen={isOpen => setOpen(isOpen ? draft.id : null)}
              onEdit={after => put(draft.id, after)}
              onTurn={isOn => turn(draft, row, isOn)}
              onSave={keep}
              onTheirs={() => put(draft.id, row ? draftOf(row) : null)}
              onLeave={() => put(draft.id, null)}
              onRemove={() => drop(draft)}
              onMove={by => move(draft.id, ids.indexOf(draft.id) + by)}
              onMoveHere={other => move(other, ids.indexOf(draft.id))}
            />
          );
        })}
      </ol>
      <Starters choices={choices} busy={deed.busy} onBegin={begin} />
    </div>
  );
}
