import { type FormEvent, useState } from 'react';
import type { ScorecardLanguage } from '../../../../src/core/insight/scorecard.ts';
import { PERIODS, type Period } from '../../../../src/core/insight/slice.ts';
import { LANGUAGES } from '../../../strings/words.ts';
import { Button } from '../../../ui/Button.tsx';
import { Field, Select, TextArea } from '../../../ui/Field.tsx';
import { useInsightWords } from '../words.ts';
import type { Report, ReportWish } from './Reports.tsx';
import styles from './Scorecard.module.css';
import type { SliceWish } from './slice-wish.ts';
import { clockOf, weekdays } from './when.ts';

type Props = {
  slice: SliceWish;
  words: ScorecardLanguage;
  was: Report | null;
  canMail: boolean;
  timeZone: string;
  webhooks: readonly { id: string; name: string }[];
  busy: boolean;
  fields: Record<string, string>;
  onSave: (wish: ReportWish) => void;
  onCancel: () => void;
};

const RHYTHMS = ['day', 'week', 'month'] as const;
type Every = (typeof RHYTHMS)[number];
const USUAL = { every: 'week', weekday: 1, minute: 480 } as const;

/** What is sent, when and to whom. */
export function ReportForm({ slice, words, was, busy, fields, onSave, onCancel, ...more }: Props) {
  const { t } = useInsightWords();
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    onSave(wishOfForm(new FormData(event.currentTarget), slice, was?.isOn ?? true));
  }
  const name = { name: 'name', required: true, maxLength: 120, defaultValue: was?.name };
  return (
    <form className={styles.form} onSubmit={submit}>
      <Field label={t('report.name')} bad={fields['name']} {...name} />
      <When was={was} timeZone={more.timeZone} />
      <What slice={slice} words={words} was={was} webhooks={more.webhooks} />
      <Whom was={was} canMail={more.canMail} fields={fields} />
      <p className={styles.acts}>
        <Button type="submit" look="primary" disabled={busy}>
          {t('common.save')}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </p>
    </form>
  );
}

function When({ was, timeZone }: Pick<Props, 'was' | 'timeZone'>) {
  const { t, language } = useInsightWords();
  const rhythm = was?.rhythm ?? USUAL;
  const [every, setEvery] = useState<Every>(rhythm.every);
  const weekday = rhythm.every === 'week' ? rhythm.weekday : 1;
  const day = { min: 1, max: 31, required: true, defaultValue: rhythm.every === 'month' ? rhythm.monthDay : 1 };
  return (
    <div className={styles.line}>
      <Select
        label={t('report.every')}
        name="every"
        value={every}
        onChange={event => setEvery(event.currentTarget.value as Every)}
      >
        {RHYTHMS.map(one => (
          <option key={one} value={one}>
            {t(`report.every.${one}`)}
          </option>
        ))}
      </Select>
      {every === 'week' && (
        <Select label={t('report.weekday')} name="weekday" defaultValue={weekday}>
          {weekdays(language).map((name, place) => (
            <option key={name} value={place + 1}>
              {name}
            </option>
          ))}
        </Select>
      )}
      {every === 'month' && <Field label={t('report.monthDay')} name="monthDay" type="number" {...day} />}
      <Field
        label={t('report.time')}
        name="time"
        type="time"
        required
        defaultValue={clockOf(rhythm.minute)}
        help={timeZone}
      />
    </div>
  );
}

function What({ slice, words, was, webhooks }: Pick<Props, 'slice' | 'words' | 'was' | 'webhooks'>) {
  const { t } = useInsightWords();
  return (
    <div className={styles.line}>
      <Select label={t('report.period')} name="period" defaultValue={slice.period ?? '28d'}>
        {PERIODS.map(one => (
          <option key={one} value={one}>
            {t(`insight.period.${one}`)}
          </option>
        ))}
      </Select>
      <Select label={t('score.language')} name="language" defaultValue={words}>
        {Object.entries(LANGUAGES).map(([one, { name }]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </Select>
      <Select label={t('report.webhook')} name="webhook" defaultValue={was?.webhookId ?? ''}>
        <option value="">{t('report.noWebhook')}</option>
        {webhooks.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </div>
  );
}

function Whom({ was, canMail, fields }: Pick<Props, 'was' | 'canMail' | 'fields'>) {
  const { t } = useInsightWords();
  const left = was?.recipients.filter(({ leftAt }) => leftAt !== null) ?? [];
  const help = canMail ? left.map(({ address }) => t('report.left', { address })).join(' · ') : t('report.noMail');
  return (
    <TextArea
      label={t('report.addresses')}
      name="addresses"
      rows={3}
      dir="ltr"
      disabled={!canMail}
      help={help}
      bad={Object.entries(fields).find(([name]) => name.startsWith('addresses'))?.[1]}
      defaultValue={was?.recipients.map(({ address }) => address).join('\n')}
    />
  );
}

function wishOfForm(form: FormData, slice: SliceWish, isOn: boolean): ReportWish {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const [hours, minutes] = text('time').split(':').map(Number);
  const minute = (hours ?? 0) * 60 + (minutes ?? 0);
  const every = text('every');
  const rhythm =
    every === 'day'
      ? ({ every: 'day', minute } as const)
      : every === 'week'
        ? ({ every: 'week', weekday: Number(text('weekday')), minute } as const)
        : ({ every: 'month', monthDay: Number(text('monthDay')), minute } as const);
  return {
    name: text('name'),
    language: text('language') as ScorecardLanguage,
    slice: { ...slice, period: text('period') as Period },
    rhythm,
    addresses: text('addresses')
      .split(/[\s,;]+/)
      .filter(Boolean),
    webhookId: text('webhook') || null,
    isOn,
  };
}
