import { CONDITIONS, type PolicyCondition, type PolicyConditions } from '../../../../src/core/policy.ts';
import type { Urgency } from '../../../../src/core/triage/reading.ts';
import type { Words } from '../../../strings/words.ts';
import type { Condition } from './ConditionList.tsx';
import type { ListCondition, OptionsOf } from './use-choices.ts';

/** Conditions whose values people make up themselves. */
const TYPED: readonly ListCondition[] = ['contactTags', 'tags', 'languages', 'intents'];
/** "Can wait" would ask for nothing. */
const URGENCIES_ASKED = [1, 2, 3] as const;

/** What policies and rules can ask for alike, as lines to edit. */
export function policyConditions<C extends PolicyConditions>(
  asked: C,
  options: OptionsOf,
  onChange: (conditions: C) => void,
  words: Words,
): Condition[] {
  const { t } = words;
  return CONDITIONS.map(id => {
    const name = t(`promise.condition.${id}`);
    const isIt = isAsked(asked, id);
    if (id === 'visibility') {
      const side = (visibility: 'public' | 'private') => ({
        words: t(`promise.${visibility}`),
        on: asked.visibility === visibility,
        choose: () => onChange({ ...asked, visibility }),
      });
      const sides = [side('public'), side('private')];
      const drop = () => onChange({ ...asked, visibility: null });
      return { id, name, isAsked: isIt, kind: 'either', sides, begin: sides[0]?.choose ?? drop, drop };
    }
    if (id === 'urgency') return urgencyCondition(asked.urgency, urgency => onChange({ ...asked, urgency }), words);
    if (id === 'noise') {
      const sides = [true, false].map(noise => ({
        words: t(noise ? 'triage.aspect.noise' : 'triage.noise.none'),
        on: asked.noise === noise,
        choose: () => onChange({ ...asked, noise }),
      }));
      const drop = () => onChange({ ...asked, noise: null });
      return { id, name, isAsked: isIt, kind: 'either', sides, begin: sides[0]?.choose ?? drop, drop };
    }
    if (id === 'heard') {
      const sides = [false, true].map(heard => ({
        words: t(heard ? 'promise.found' : 'promise.sentToUs'),
        on: asked.heard === heard,
        choose: () => onChange({ ...asked, heard }),
      }));
      const drop = () => onChange({ ...asked, heard: null });
      return { id, name, isAsked: isIt, kind: 'either', sides, begin: sides[0]?.choose ?? drop, drop };
    }
    return {
      id,
      name,
      isAsked: isIt,
      kind: 'several',
      wanted: asked[id],
      offered: options[id],
      typed: TYPED.includes(id),
      onChange: values => onChange({ ...asked, [id]: values }),
    };
  });
}

/** At least as urgent as. */
export function urgencyCondition(
  asked: Urgency | null,
  onChange: (urgency: Urgency | null) => void,
  { t }: Words,
): Condition {
  const sides = URGENCIES_ASKED.map(urgency => ({
    words: t(`triage.urgency.${urgency}`),
    on: asked === urgency,
    choose: () => onChange(urgency),
  }));
  const drop = () => onChange(null);
  const begin = sides[1]?.choose ?? drop;
  return {
    id: 'urgency',
    name: t('promise.condition.urgency'),
    isAsked: asked !== null,
    kind: 'either',
    sides,
    begin,
    drop,
  };
}

function isAsked(conditions: PolicyConditions, condition: PolicyCondition): boolean {
  const wanted = conditions[condition];
  return Array.isArray(wanted) ? wanted.length > 0 : wanted !== null;
}

/** What is asked for, a few words each. */
export function askedWords(conditions: PolicyConditions, options: OptionsOf, { t }: Words): string[] {
  return CONDITIONS.filter(condition => isAsked(conditions, condition)).map(condition => {
    if (condition === 'visibility')
      return t(conditions.visibility === 'private' ? 'promise.private' : 'promise.public');
    if (condition === 'heard') return t(conditions.heard === true ? 'promise.found' : 'promise.sentToUs');
    if (condition === 'urgency') return t(`triage.urgency.${conditions.urgency ?? 0}`);
    if (condition === 'noise') return t(conditions.noise === true ? 'triage.aspect.noise' : 'triage.noise.none');
    const offered = options[condition];
    return conditions[condition].map(id => offered.find(option => option.id === id)?.words ?? id).join(', ');
  });
}
