import { parseQuery } from '../../../../src/core/query/parse.ts';
import type { RuleConditions } from '../../../../src/core/rule.ts';
import type { Words } from '../../../strings/words.ts';
import { Field, Select } from '../../../ui/Field.tsx';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { QueryText } from '../../listening/QueryText.tsx';
import { type Condition, EitherOr } from '../conditions/ConditionList.tsx';
import { askedWords, policyConditions } from '../conditions/policy-conditions.ts';
import settings from '../Settings.module.css';
import styles from './Rules.module.css';
import type { RuleChoices } from './use-rule-choices.ts';

type Asked = { conditions: RuleConditions; choices: RuleChoices; words: Words };
type Editing = Asked & { onChange: (conditions: RuleConditions) => void };

/** Everything a rule can ask for, as lines to edit: its words first, then what policies ask for too. */
export function ruleConditions(editing: Editing): Condition[] {
  const { conditions, choices, words, onChange } = editing;
  const shared = policyConditions(conditions, choices.policyOptions, onChange, words);
  return [
    wordsLine(editing),
    ...shared,
    ...listLines(editing),
    ...eitherLines(editing),
    followers(editing),
    risk(editing),
    hours(editing),
  ];
}

function wordsLine({ conditions, words: { t }, onChange }: Editing): Condition {
  const text = conditions.words;
  return {
    id: 'words',
    name: t('rule.condition.words'),
    isAsked: text !== null,
    kind: 'own',
    begin: () => onChange({ ...conditions, words: '' }),
    drop: () => onChange({ ...conditions, words: null }),
    line: (
      <div className={styles.words}>
        <QueryText
          label={t('rule.wordsIn')}
          text={text ?? ''}
          parsed={text === null || text.trim() === '' ? null : parseQuery(text)}
          onText={next => onChange({ ...conditions, words: next })}
        />
      </div>
    ),
  };
}

function listLines({ conditions, choices, words: { t }, onChange }: Editing): Condition[] {
  const several = { kind: 'several', typed: false } as const;
  return [
    {
      ...several,
      id: 'statuses',
      name: t('rule.condition.statuses'),
      isAsked: conditions.statuses.length > 0,
      wanted: conditions.statuses,
      offered: choices.statuses,
      onChange: ids => onChange({ ...conditions, statuses: ids as RuleConditions['statuses'] }),
    },
    {
      ...several,
      id: 'shows',
      name: t('rule.condition.shows'),
      isAsked: conditions.shows.length > 0,
      wanted: conditions.shows,
      offered: choices.personal,
      onChange: ids => onChange({ ...conditions, shows: ids as RuleConditions['shows'] }),
    },
  ];
}

function eitherLines({ conditions, words: { t }, onChange }: Editing): Condition[] {
  const line = (id: 'unassigned' | 'known', yes: string, no: string): Condition => ({
    id,
    name: t(`rule.condition.${id}`),
    isAsked: conditions[id] !== null,
    kind: 'either',
    sides: [true, false].map(side => ({
      words: side ? yes : no,
      on: conditions[id] === side,
      choose: () => onChange({ ...conditions, [id]: side }),
    })),
    begin: () => onChange({ ...conditions, [id]: true }),
    drop: () => onChange({ ...conditions, [id]: null }),
  });
  return [
    line('unassigned', t('rule.nobodys'), t('rule.somebodys')),
    line('known', t('rule.known'), t('rule.unknown')),
  ];
}

const MANY_FOLLOWERS = 10_000;

function followers({ conditions, words: { t }, onChange }: Editing): Condition {
  return {
    id: 'followers',
    name: t('rule.condition.followers'),
    isAsked: conditions.followers !== null,
    kind: 'own',
    begin: () => onChange({ ...conditions, followers: MANY_FOLLOWERS }),
    drop: () => onChange({ ...conditions, followers: null }),
    line: (
      <Field
        className={styles.number}
        type="number"
        label={t('rule.followersLabel')}
        min={1}
        value={conditions.followers ?? ''}
        onChange={event => onChange({ ...conditions, followers: Math.max(1, Math.round(Number(event.target.value))) })}
      />
    ),
  };
}

const SOME_RISK = 50;
const MOST_RISK = 100;

function risk({ conditions, words: { t }, onChange }: Editing): Condition {
  const put = (asked: number) => onChange({ ...conditions, risk: Math.min(MOST_RISK, Math.max(1, Math.round(asked))) });
  return {
    id: 'risk',
    name: t('rule.condition.risk'),
    isAsked: conditions.risk !== null,
    kind: 'own',
    begin: () => put(SOME_RISK),
    drop: () => onChange({ ...conditions, risk: null }),
    line: (
      <Field
        className={styles.number}
        type="number"
        label={t('rule.riskLabel')}
        min={1}
        max={MOST_RISK}
        value={conditions.risk ?? ''}
        onChange={event => put(Number(event.target.value))}
      />
    ),
  };
}

function hours({ conditions, choices: { calendars }, words: { t }, onChange }: Editing): Condition {
  const asked = conditions.hours;
  const put = (calendarId: string, open: boolean) => onChange({ ...conditions, hours: { calendarId, open } });
  const [first] = calendars;
  const line = asked && (
    <>
      <EitherOr
        sides={[true, false].map(open => ({
          words: t(open ? 'rule.inHours' : 'rule.outOfHours'),
          on: asked.open === open,
          choose: () => put(asked.calendarId, open),
        }))}
      />
      {first === undefined ? (
        <RouteLink className={settings.quiet} to={{ screen: 'settings', tab: 'hours' }}>
          {t('rule.noHours')}
        </RouteLink>
      ) : (
        <Select
          className={styles.number}
          label={t('rule.hoursOf')}
          value={asked.calendarId}
          onChange={event => put(event.target.value, asked.open)}
        >
          {calendars.map(({ id, words }) => (
            <option key={id} value={id}>
              {words}
            </option>
          ))}
        </Select>
      )}
    </>
  );
  return {
    id: 'hours',
    name: t('rule.condition.hours'),
    isAsked: asked !== null,
    kind: 'own',
    begin: () => first && put(first.id, false),
    drop: () => onChange({ ...conditions, hours: null }),
    line,
  };
}

/** What a rule asks for, a few words each. */
export function ruleAsks({ conditions, choices, words }: Asked): string[] {
  const { t } = words;
  const { statuses, unassigned, known, shows, followers: many, hours: when, words: text } = conditions;
  const named = (options: RuleChoices['statuses'], ids: readonly string[]) =>
    ids.map(id => options.find(option => option.id === id)?.words ?? id).join(', ');
  return [
    ...(text?.trim() ? [t('rule.saysWords', { words: text })] : []),
    ...askedWords(conditions, choices.policyOptions, words),
    ...(statuses.length > 0 ? [named(choices.statuses, statuses)] : []),
    ...(unassigned === null ? [] : [t(unassigned ? 'rule.nobodys' : 'rule.somebodys')]),
    ...(known === null ? [] : [t(known ? 'rule.known' : 'rule.unknown')]),
    ...(many === null ? [] : [t('rule.followers', { n: many })]),
    ...(conditions.risk === null ? [] : [t('rule.risk', { n: conditions.risk })]),
    ...(shows.length > 0 ? [t('rule.shows', { what: named(choices.personal, shows) })] : []),
    ...(when === null ? [] : [t(when.open ? 'rule.inHours' : 'rule.outOfHours')]),
  ];
}
