import { useState } from 'react';
import { type PolicyHours, PROMISE_LIMIT_MINUTES, RESOLUTION_LIMIT_MINUTES } from '../../../../src/core/policy.ts';
import { usePerson } from '../../../session.ts';
import { useWords, type WordKey } from '../../../strings/words.ts';
import { Field, Select } from '../../../ui/Field.tsx';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { useAsked } from '../../../use-asked.ts';
import type { OptionsOf } from '../conditions/use-choices.ts';
import settings from '../Settings.module.css';
import type { Deed } from '../use-deed.ts';
import { Conditions } from './Conditions.tsx';
import { type Draft, readWarnings, writeWarnings } from './draft.ts';
import styles from './Promises.module.css';
import { Steps } from './Steps.tsx';

type Props = { draft: Draft; options: OptionsOf; deed: Deed; onEdit: (draft: Draft) => void };

/** Name, for whom, how soon, counted in which time, and when we are warned. A section each; others may follow. */
export function PolicyForm({ draft, options, deed, onEdit }: Props) {
  const { t } = useWords();
  return (
    <>
      <Field
        label={t('field.name')}
        value={draft.name}
        maxLength={120}
        bad={deed.fields['name']}
        onChange={event => onEdit({ ...draft, name: event.target.value })}
      />
      <section>
        <h3>{t('promise.forWhom')}</h3>
        <Conditions
          conditions={draft.conditions}
          options={options}
          onChange={conditions => onEdit({ ...draft, conditions })}
        />
      </section>
      <section>
        <h3>{t('promise.howSoon')}</h3>
        <div className={settings.line}>
          {MINUTES.map(({ field, label, most }) => (
            <Field
              key={field}
              type="number"
              label={t(label)}
              min={1}
              max={most}
              placeholder={t('promise.none')}
              value={draft[field] ?? ''}
              bad={deed.fields[field]}
              onChange={event => onEdit({ ...draft, [field]: minutesOf(event.target.value, most) })}
            />
          ))}
        </div>
        <HoursChoice draft={draft} onEdit={onEdit} />
      </section>
      <section>
        <h3>{t('promise.warned')}</h3>
        <Warnings draft={draft} onEdit={onEdit} />
      </section>
      <section>
        <h3>{t('step.title')}</h3>
        <Steps steps={draft.steps} onChange={steps => onEdit({ ...draft, steps })} />
      </section>
    </>
  );
}

const MINUTES = [
  { field: 'firstMinutes', label: 'promise.first', most: PROMISE_LIMIT_MINUTES },
  { field: 'nextMinutes', label: 'promise.next', most: PROMISE_LIMIT_MINUTES },
  { field: 'resolutionMinutes', label: 'promise.resolution', most: RESOLUTION_LIMIT_MINUTES },
] as const satisfies { field: keyof Draft; label: WordKey; most: number }[];

/** An empty field promises nothing. */
function minutesOf(typed: string, most: number): number | null {
  const minutes = Math.round(Number(typed));
  return typed.trim() === '' || !Number.isFinite(minutes) ? null : Math.max(1, Math.min(most, minutes));
}

function HoursChoice({ draft, onEdit }: Pick<Props, 'draft' | 'onEdit'>) {
  const { t } = useWords();
  const { brand } = usePerson();
  const [asked] = useAsked('listCalendars', { brand: brand.id });
  const calendars = asked.kind === 'ready' ? asked.value.rows : [];
  const { hours } = draft;
  return (
    <Select
      label={t('promise.countedIn')}
      help={
        calendars.length === 0 ? (
          <RouteLink className={styles.link} to={{ screen: 'settings', tab: 'hours' }}>
            {t('promise.noHours')}
          </RouteLink>
        ) : undefined
      }
      value={hours.kind === 'calendar' ? hours.calendarId : hours.kind}
      onChange={event => {
        const { value } = event.target;
        const kept: PolicyHours =
          value === 'always' || value === 'team' ? { kind: value } : { kind: 'calendar', calendarId: value };
        onEdit({ ...draft, hours: kept });
      }}
    >
      <option value="team">{t('promise.teamHours')}</option>
      <option value="always">{t('promise.everyMinute')}</option>
      {calendars.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}

/** Kept as typed while it cannot be read. */
function Warnings({ draft, onEdit }: Pick<Props, 'draft' | 'onEdit'>) {
  const { t } = useWords();
  const [typed, setTyped] = useState(writeWarnings(draft.warnings));
  return (
    <Field
      className={styles.warnings}
      label={t('promise.warnings')}
      help={t('promise.warningsHelp')}
      bad={readWarnings(typed) === null ? t('promise.warningsBad') : undefined}
      value={typed}
      onChange={event => {
        setTyped(event.target.value);
        const shares = readWarnings(event.target.value);
        if (shares !== null) onEdit({ ...draft, warnings: shares });
      }}
    />
  );
}
