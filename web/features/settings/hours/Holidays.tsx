import { type FormEvent, useState } from 'react';
import type { Interval } from '../../../../src/core/calendar/hours.ts';
import { clockOf } from '../../../../src/core/calendar/hours.ts';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { Badge } from '../../../ui/Badge.tsx';
import { Button, IconButton, LinkButton } from '../../../ui/Button.tsx';
import { Check, Field } from '../../../ui/Field.tsx';
import { nowMs } from '../../../ui/tick.ts';
import settings from '../Settings.module.css';
import type { Deed } from '../use-deed.ts';
import { HolidayFeed } from './HolidayFeed.tsx';
import styles from './Hours.module.css';
import { type Calendar, dateRange, NINE_TO_SIX } from './hours.ts';
import { ImportHolidays } from './ImportHolidays.tsx';
import { Intervals } from './Intervals.tsx';

export type HolidaysProps = {
  calendar: Calendar;
  deed: Deed;
  /** Does it, takes over what came of it and says how many clocks were set anew. */
  change: (deed: () => Promise<{ calendar: Calendar; retimed: number }>) => Promise<boolean>;
};

type Holiday = Calendar['holidays'][number];

const YEAR_MS = 366 * 86_400_000;

/** The days that have other hours: the next twelve months first, the rest on demand. */
export function Holidays(props: HolidaysProps) {
  const { calendar, deed, change } = props;
  const { t, language } = useWords();
  const { brand } = usePerson();
  const [all, setAll] = useState(false);
  const [edited, setEdited] = useState<Holiday | null>(null);
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  const [today, later] = [day(nowMs()), day(nowMs() + YEAR_MS)];
  const soon = calendar.holidays.filter(holiday => holiday.until >= today && holiday.date <= later);
  const shown = all ? calendar.holidays : soon;
  return (
    <section className={settings.group}>
      <h3>{t('holidays.title')}</h3>
      <p className={settings.quiet}>{t('holidays.means')}</p>
      {shown.length === 0 && <p className={settings.quiet}>{t('holidays.none')}</p>}
      <ul className={styles.holidays}>
        {shown.map(holiday => (
          <li key={holiday.id}>
            <span className={styles.holidayDate}>{dateRange(holiday.date, holiday.until, language)}</span>
            <span className={styles.holidayName}>
              <LinkButton
                aria-label={t('holidays.edit', { name: holiday.name })}
                disabled={deed.busy}
                onClick={() => setEdited(holiday)}
              >
                <bdi>{holiday.name}</bdi>
              </LinkButton>
            </span>
            <Badge>
              {holiday.intervals.length === 0 ? t('hours.closed') : holiday.intervals.map(clockOf).join(', ')}
            </Badge>
            <IconButton
              icon="trash"
              size="small"
              label={t('holidays.remove', { name: holiday.name })}
              disabled={deed.busy}
              onClick={() => change(() => ask('removeHoliday', { brand: brand.id, id: holiday.id }))}
            />
          </li>
        ))}
      </ul>
      {calendar.holidays.length > soon.length && (
        <p>
          <LinkButton onClick={() => setAll(!all)}>
            {all ? t('holidays.fewer') : t('holidays.all', { n: calendar.holidays.length })}
          </LinkButton>
        </p>
      )}
      <HolidayForm {...props} key={edited?.id ?? ''} edited={edited} onDone={() => setEdited(null)} />
      <ImportHolidays {...props} />
      <HolidayFeed {...props} />
    </section>
  );
}

type FormProps = HolidaysProps & { edited: Holiday | null; onDone: () => void };

/** A new day, or one that is there already. */
function HolidayForm({ calendar, deed, change, edited, onDone }: FormProps) {
  const { t } = useWords();
  const { brand } = usePerson();
  const [intervals, setIntervals] = useState<Interval[]>(edited?.intervals ?? []);
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const target = event.currentTarget;
    const form = new FormData(target);
    const date = String(form.get('date'));
    const body = { date, until: String(form.get('until')) || date, name: String(form.get('name')).trim(), intervals };
    const done = await change(() =>
      edited
        ? ask('changeHoliday', { brand: brand.id, id: edited.id, body })
        : ask('addHoliday', { brand: brand.id, id: calendar.id, body }),
    );
    if (!done) return;
    onDone();
    target.reset();
    setIntervals([]);
  }
  const until = edited === null || edited.until === edited.date ? '' : edited.until;
  return (
    <form className={styles.addHoliday} onSubmit={submit}>
      <div className={settings.line}>
        <Field
          type="date"
          label={t('holidays.date')}
          name="date"
          required
          autoFocus={edited !== null}
          defaultValue={edited?.date}
          bad={deed.fields['date']}
        />
        <Field type="date" label={t('holidays.until')} name="until" defaultValue={until} bad={deed.fields['until']} />
        <Field
          label={t('holidays.name')}
          name="name"
          required
          maxLength={120}
          defaultValue={edited?.name}
          bad={deed.fields['name']}
        />
        <Button type="submit" disabled={deed.busy}>
          {t(edited ? 'common.save' : 'holidays.add')}
        </Button>
        {edited && (
          <Button look="quiet" onClick={onDone}>
            {t('common.cancel')}
          </Button>
        )}
      </div>
      <Check
        label={t('holidays.ownHours')}
        checked={intervals.length > 0}
        onChange={event => setIntervals(event.target.checked ? [NINE_TO_SIX] : [])}
      />
      {intervals.length > 0 && <Intervals day={t('holidays.title')} intervals={intervals} onChange={setIntervals} />}
    </form>
  );
}
