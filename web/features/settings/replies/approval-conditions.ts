import type { BodyOf } from '../../../../src/contract/api.ts';
import type { Words } from '../../../strings/words.ts';
import type { Condition } from '../conditions/ConditionList.tsx';
import { urgencyCondition } from '../conditions/policy-conditions.ts';
import type { OptionsOf } from '../conditions/use-choices.ts';

export type ApprovalRule = BodyOf<'writeApprovalRules'>['rows'][number];

/** Which answers are looked at first: each condition as it is called here, and among the conditions of promises. */
const CONDITIONS = [
  ['intents', 'intents'],
  ['sentiments', 'sentiments'],
  ['tags', 'tags'],
  ['langs', 'languages'],
  ['networks', 'networks'],
  ['inboxIds', 'inboxIds'],
] as const;

/** Tags and languages can be typed as well. */
const TYPED: readonly string[] = ['tags', 'langs'];

export function approvalConditions(
  rule: ApprovalRule,
  options: OptionsOf,
  onChange: (rule: ApprovalRule) => void,
  words: Words,
): Condition[] {
  const { t } = words;
  const lists = CONDITIONS.map(([id, shared]): Condition => {
    const wanted = rule[id] ?? [];
    return {
      id,
      name: t(`promise.condition.${shared}`),
      isAsked: wanted.length > 0,
      kind: 'several',
      wanted,
      offered: options[shared],
      typed: TYPED.includes(id),
      onChange: values => onChange({ ...rule, [id]: values }),
    };
  });
  return [
    ...lists,
    urgencyCondition(rule.urgencyFrom ?? null, urgencyFrom => onChange({ ...rule, urgencyFrom }), words),
  ];
}
