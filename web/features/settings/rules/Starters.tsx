import type { RuleAction, RuleConditions } from '../../../../src/core/rule.ts';
import { useWords, type Words } from '../../../strings/words.ts';
import { Button } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import styles from './Rules.module.css';
import { ASKS_NOTHING, freshRule, type RuleDraft } from './rule-draft.ts';
import type { RuleChoices } from './use-rule-choices.ts';

type Props = { choices: RuleChoices; busy: boolean; onBegin: (draft: RuleDraft) => void };

/** Ready-made rules to begin from, and an empty one. */
export function Starters({ choices, busy, onBegin }: Props) {
  const words = useWords();
  const { t } = words;
  const begin = (name: string, parts: Partial<RuleDraft> = {}) =>
    onBegin({ ...freshRule(crypto.randomUUID(), name), ...parts });
  return (
    <section className={styles.starters} aria-label={t('rule.begin')}>
      <h3>{t('rule.begin')}</h3>
      <div>
        {startersFor(choices, words).map(({ says, name, conditions, actions }) => (
          <Button
            key={says}
            size="small"
            disabled={busy}
            onClick={() => begin(name, { conditions: { ...ASKS_NOTHING, ...conditions }, actions })}
          >
            {says}
          </Button>
        ))}
        <Button size="small" look="quiet" disabled={busy} onClick={() => begin(t('rule.newName'))}>
          <Icon name="plus" size={16} /> {t('rule.beginEmpty')}
        </Button>
      </div>
    </section>
  );
}

type Starter = { says: string; name: string; conditions: Partial<RuleConditions>; actions: RuleAction[] };

const URGENT: RuleAction[] = [
  { kind: 'priority', priority: 'urgent' },
  { kind: 'notify', whom: { kind: 'leads' } },
];

/** With the teams and hours this brand has. */
function startersFor({ teams, calendars }: RuleChoices, { t }: Words): Starter[] {
  const billing = teams.find(({ words }) => /bill|refund|money|rechnung|factur|λογι|χρεώ|فوات|مال/iu.test(words));
  const tag = t('rule.start.refundTagName');
  const night = t('rule.start.nightTag');
  const [hours] = calendars;
  return [
    {
      says: billing ? t('rule.start.refund', { team: billing.words }) : t('rule.start.refundTag', { tag }),
      name: t('rule.start.refundName'),
      conditions: { words: t('rule.start.refundWords') },
      actions: [billing ? { kind: 'team', teamId: billing.id } : { kind: 'tag', tags: [tag] }],
    },
    {
      says: t('rule.start.danger'),
      name: t('rule.start.dangerName'),
      conditions: { intents: ['danger'] },
      actions: URGENT,
    },
    {
      says: t('rule.start.card'),
      name: t('rule.start.cardName'),
      conditions: { shows: ['card', 'iban'] },
      actions: URGENT,
    },
    ...(hours
      ? [
          {
            says: t('rule.start.night', { tag: night }),
            name: t('rule.start.nightName'),
            conditions: { hours: { calendarId: hours.id, open: false } },
            actions: [{ kind: 'tag' as const, tags: [night] }],
          },
        ]
      : []),
  ];
}
