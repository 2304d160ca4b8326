import type { FormEvent } from 'react';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import settings from '../Settings.module.css';
import type { HolidaysProps } from './Holidays.tsx';
import styles from './Hours.module.css';
import { momentThere } from './hours.ts';

/** Holidays that are read from an address by themselves, once a week. */
export function HolidayFeed({ calendar, deed, change }: HolidaysProps) {
  const { t, language } = useWords();
  const { brand } = usePerson();
  const { id, feed, timeZone } = calendar;
  const set = (url: string | null) => change(() => ask('setHolidayFeed', { brand: brand.id, id, body: { url } }));
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    set(String(new FormData(event.currentTarget).get('url')));
  }
  const when = (iso: string) => momentThere(iso, timeZone, language);
  return (
    <form className={styles.importing} onSubmit={submit}>
      <div className={settings.line}>
        <Field
          key={feed?.url}
          type="url"
          inputMode="url"
          dir="ltr"
          label={t('holidays.feed')}
          help={t('holidays.feedMeans')}
          name="url"
          required
          defaultValue={feed?.url}
          bad={deed.fields['url']}
        />
      </div>
      {feed !== null && feed.failures === 0 && (
        <p className={settings.quiet}>{t('holidays.feedRead', { when: when(feed.readAt) })}</p>
      )}
      {feed !== null && feed.failures > 0 && (
        <Banner meaning="broken">
          {t('holidays.feedFailed', { n: feed.failures, when: when(feed.readAt) })} <q dir="auto">{feed.said}</q>
        </Banner>
      )}
      <div className={settings.acts}>
        <Button type="submit" disabled={deed.busy}>
          {t('holidays.feedSet')}
        </Button>
        {feed !== null && (
          <>
            <Button
              disabled={deed.busy}
              onClick={() => change(() => ask('refreshHolidayFeed', { brand: brand.id, id }))}
            >
              {t('holidays.feedNow')}
            </Button>
            <Button look="quiet" disabled={deed.busy} onClick={() => set(null)}>
              {t('holidays.feedEnd')}
            </Button>
          </>
        )}
      </div>
    </form>
  );
}
