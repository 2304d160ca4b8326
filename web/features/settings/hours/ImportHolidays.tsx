import { type FormEvent, useRef, useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { ICAL_LENGTH } from '../../../../src/core/calendar/holidays.ts';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { Button } from '../../../ui/Button.tsx';
import { TextArea } from '../../../ui/Field.tsx';
import settings from '../Settings.module.css';
import type { HolidaysProps } from './Holidays.tsx';
import styles from './Hours.module.css';
import { dateRange } from './hours.ts';

type Found = OutputOf<'importHolidays'> & { text: string };

/** So many of them are shown before they are entered. */
const SHOWN = 8;

/** A file of holidays: first what is in it, then the button that enters it. */
export function ImportHolidays({ calendar, deed, change }: HolidaysProps) {
  const { t } = useWords();
  const { brand } = usePerson();
  const file = useRef<HTMLInputElement>(null);
  const [found, setFound] = useState<Found | null>(null);
  const read = (text: string, keep: boolean) =>
    ask('importHolidays', { brand: brand.id, id: calendar.id, body: { text, keep } });
  async function look(chosen: File | string | undefined) {
    if (!chosen) return;
    await deed.run(async () => {
      const text = typeof chosen === 'string' ? chosen : await chosen.text();
      setFound({ ...(await read(text, false)), text });
    });
  }
  function paste(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    look(String(new FormData(event.currentTarget).get('ical')).trim());
  }
  async function enter({ text }: Found) {
    if (await change(() => read(text, true))) setFound(null);
  }
  return (
    <div className={styles.importing}>
      <input
        ref={file}
        type="file"
        hidden
        accept=".ics,text/calendar"
        aria-label={t('holidays.import')}
        onChange={event => {
          look(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <div className={settings.acts}>
        <Button disabled={deed.busy} onClick={() => file.current?.click()}>
          {t('holidays.import')}
        </Button>
      </div>
      <p className={settings.quiet}>{t('holidays.importMeans')}</p>
      <details>
        <summary>{t('holidays.paste')}</summary>
        <form className={styles.importing} onSubmit={paste}>
          <TextArea label={t('holidays.pasteHere')} name="ical" rows={6} dir="ltr" required maxLength={ICAL_LENGTH} />
          <div className={settings.acts}>
            <Button type="submit" disabled={deed.busy}>
              {t('holidays.pasteRead')}
            </Button>
          </div>
        </form>
      </details>
      {found && (
        <WhatWasFound found={found} busy={deed.busy} onEnter={() => enter(found)} onLeave={() => setFound(null)} />
      )}
    </div>
  );
}

type FoundProps = { found: Found; busy: boolean; onEnter: () => void; onLeave: () => void };

function WhatWasFound({ found: { days, known, leftOut }, busy, onEnter, onLeave }: FoundProps) {
  const { t, language } = useWords();
  return (
    <div className={styles.found} role="status">
      <p>
        <b>{t('holidays.found', { n: days.length })}</b> {known > 0 && t('holidays.known', { n: known })}
      </p>
      <ul className={styles.holidays}>
        {days.slice(0, SHOWN).map(({ date, until, name }) => (
          <li key={`${date} ${name}`}>
            <span className={styles.holidayDate}>{dateRange(date, until, language)}</span>
            <bdi className={styles.holidayName}>{name}</bdi>
          </li>
        ))}
      </ul>
      {days.length > SHOWN && <p className={settings.quiet}>{t('holidays.more', { n: days.length - SHOWN })}</p>}
      {leftOut.length > 0 && (
        <details>
          <summary>{t('holidays.leftOut', { n: leftOut.length })}</summary>
          <ul className={settings.quiet}>
            {leftOut.map(({ name, line, code, given }) => (
              <li key={line}>{t('holidays.leftOutWhy', { name, line, why: t(`holidays.why.${code}`, { given }) })}</li>
            ))}
          </ul>
        </details>
      )}
      <div className={settings.acts}>
        {days.length > 0 && (
          <Button disabled={busy} onClick={onEnter}>
            {t('holidays.enter', { n: days.length })}
          </Button>
        )}
        <Button look="quiet" onClick={onLeave}>
          {t('common.cancel')}
        </Button>
      </div>
    </div>
  );
}
