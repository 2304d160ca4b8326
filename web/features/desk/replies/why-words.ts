import type { Approval } from '../../../../src/core/approval-mark.ts';
import type { Words } from '../../../strings/words.ts';

/** Why an answer waits for a lead, in words: the rule and what met it. */
export function whyWords({ why }: Approval, { t, language }: Words): string {
  const names = new Intl.DisplayNames(language, { type: 'language' });
  const reasons = why.reasons.map(reason => {
    switch (reason.kind) {
      case 'everybody':
        return t('approval.why.everybody');
      case 'role':
        return t(`role.${reason.role}`);
      case 'new':
        return t('approval.why.new', { n: reason.days });
      case 'priority':
        return t(`macro.priority.${reason.priority as 'low' | 'normal' | 'high' | 'urgent'}`);
      case 'sentiment':
        return t(`triage.sentiment.${reason.sentiment}`);
      case 'urgency':
        return t(`triage.urgency.${reason.urgency}`);
      case 'risk':
        return t('risk.scoreOf', { score: reason.score });
      case 'reach':
        return t('approval.why.reach', { n: reason.followers });
      case 'lang':
        return names.of(reason.word) ?? reason.word;
      case 'inbox':
        return t('approval.why.inbox');
      default:
        return reason.word;
    }
  });
  return t('approval.because', { rule: why.rule, reasons: new Intl.ListFormat(language).format(reasons) });
}
