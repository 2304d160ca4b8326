import { RULE_EVENTS, type RuleEvent } from '../../../../src/core/rule.ts';
import { useWords } from '../../../strings/words.ts';
import { Chip } from '../../../ui/Chip.tsx';
import { Check, Field } from '../../../ui/Field.tsx';
import { ConditionList } from '../conditions/ConditionList.tsx';
import settings from '../Settings.module.css';
import type { Deed } from '../use-deed.ts';
import { RuleActions } from './RuleActions.tsx';
import styles from './Rules.module.css';
import { ruleConditions } from './rule-conditions.tsx';
import type { RuleDraft } from './rule-draft.ts';
import type { RuleChoices } from './use-rule-choices.ts';

type Props = { draft: RuleDraft; choices: RuleChoices; deed: Deed; onEdit: (draft: RuleDraft) => void };

/** Three plain steps: when, if, then. */
export function RuleForm({ draft, choices, deed, onEdit }: Props) {
  const words = useWords();
  const { t } = words;
  const { events, conditions, actions, stops } = draft;
  return (
    <>
      <Field
        label={t('field.name')}
        value={draft.name}
        maxLength={120}
        dir="auto"
        bad={deed.fields['name']}
        onChange={event => onEdit({ ...draft, name: event.target.value })}
      />
      <section aria-labelledby={`${draft.id}-when`}>
        <h3 id={`${draft.id}-when`}>{t('rule.when')}</h3>
        {events.length === 0 && <p className={settings.quiet}>{t('rule.whenHelp')}</p>}
        <div className={styles.chips}>
          {RULE_EVENTS.map(event => (
            <Chip
              key={event}
              on={events.includes(event)}
              onClick={() => onEdit({ ...draft, events: toggled(events, event) })}
            >
              {t(`rule.event.${event}`)}
            </Chip>
          ))}
        </div>
      </section>
      <section aria-labelledby={`${draft.id}-if`}>
        <h3 id={`${draft.id}-if`}>{t('rule.if')}</h3>
        <ConditionList
          conditions={ruleConditions({
            conditions,
            choices,
            words,
            onChange: next => onEdit({ ...draft, conditions: next }),
          })}
          nothing={t('rule.always')}
        />
      </section>
      <section aria-labelledby={`${draft.id}-then`}>
        <h3 id={`${draft.id}-then`}>{t('rule.then')}</h3>
        <RuleActions actions={actions} choices={choices} onChange={next => onEdit({ ...draft, actions: next })} />
        <Check
          label={t('rule.stops')}
          checked={stops}
          onChange={event => onEdit({ ...draft, stops: event.target.checked })}
        />
      </section>
    </>
  );
}

/** In the order in which they are listed, whatever the order they were chosen in. */
function toggled(events: readonly RuleEvent[], event: RuleEvent): RuleEvent[] {
  return RULE_EVENTS.filter(one => (one === event ? !events.includes(one) : events.includes(one)));
}
