import type { PolicyConditions } from '../../../../src/core/policy.ts';
import { useWords } from '../../../strings/words.ts';
import { ConditionList } from '../conditions/ConditionList.tsx';
import { policyConditions } from '../conditions/policy-conditions.ts';
import type { OptionsOf } from '../conditions/use-choices.ts';

type Props = { conditions: PolicyConditions; options: OptionsOf; onChange: (conditions: PolicyConditions) => void };

/** To whom it is promised. */
export function Conditions({ conditions, options, onChange }: Props) {
  const words = useWords();
  return (
    <ConditionList
      conditions={policyConditions(conditions, options, onChange, words)}
      nothing={words.t('promise.everybody')}
    />
  );
}
