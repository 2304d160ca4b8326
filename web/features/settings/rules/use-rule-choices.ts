import { useMemo } from 'react';
import { PERSONAL_KINDS } from '../../../../src/core/privacy/personal.ts';
import type { RuleAction } from '../../../../src/core/rule.ts';
import type { Status } from '../../../../src/core/view.ts';
import { useColleagues } from '../../../live/colleagues.ts';
import { useReplySetup } from '../../../live/reply-setup.ts';
import { useTeams } from '../../../live/teams.ts';
import { usePerson } from '../../../session.ts';
import { policyName } from '../../../strings/policy-name.ts';
import { useWords } from '../../../strings/words.ts';
import { useAsked } from '../../../use-asked.ts';
import { useEffectWords } from '../../desk/replies/Effects.tsx';
import { type Option, type OptionsOf, useChoices } from '../conditions/use-choices.ts';

const STATUSES: readonly Status[] = ['open', 'waiting', 'snoozed', 'resolved'];

/** Everything a rule can name. */
export type RuleChoices = {
  policyOptions: OptionsOf;
  statuses: Option[];
  personal: Option[];
  calendars: Option[];
  policies: Option[];
  replies: Option[];
  colleagues: Option[];
  teams: Option[];
};

export function useRuleChoices(): RuleChoices {
  const { t } = useWords();
  const { brand } = usePerson();
  const policyOptions = useChoices();
  const [calendars] = useAsked('listCalendars', { brand: brand.id });
  const [policies] = useAsked('listPolicies', { brand: brand.id });
  const { replies } = useReplySetup(brand.id);
  const colleagues = useColleagues();
  const teams = useTeams();
  const named = ({ id, name }: { id: string; name: string }) => ({ id, words: name });
  return {
    policyOptions,
    statuses: STATUSES.map(id => ({ id, words: t(`rule.status.${id}`) })),
    personal: PERSONAL_KINDS.map(id => ({ id, words: t(`personal.${id}`) })),
    calendars: calendars.kind === 'ready' ? calendars.value.rows.map(named) : [],
    policies:
      policies.kind === 'ready'
        ? policies.value.rows.map(({ id, name }) => ({ id, words: policyName(name, { t }) }))
        : [],
    replies: useMemo(
      () => replies.filter(reply => reply.ownerId === null).map(({ id, title }) => ({ id, words: title })),
      [replies],
    ),
    colleagues: [...colleagues.values()].map(named),
    teams: [...teams.values()].map(named),
  };
}

/** What a rule does, a few words each. */
export function useDeedWords({ policies, replies, colleagues }: RuleChoices): (action: RuleAction) => string {
  const { t } = useWords();
  const shared = useEffectWords();
  const nameIn = (options: Option[], id: string) => options.find(option => option.id === id)?.words ?? t('rule.gone');
  return action => {
    switch (action.kind) {
      case 'untag':
        return t('rule.untag', { tags: action.tags.join(', ') });
      case 'hide':
        return t('rule.hide');
      case 'policy':
        if (action.policyId === null) return t('rule.policyNone');
        return t('rule.policy', { policy: nameIn(policies, action.policyId) });
      case 'draft':
        return t('rule.draft', { title: nameIn(replies, action.savedReplyId) });
      case 'notify': {
        const { whom } = action;
        const name = whom.kind === 'agent' ? nameIn(colleagues, whom.agentId) : t(`rule.whom.${whom.kind}`);
        return t('rule.tell', { whom: name });
      }
      default:
        return shared(action);
    }
  };
}
