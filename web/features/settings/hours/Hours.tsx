import { useEffect, useState } from 'react';
import { onEvent } from '../../../live/store.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Button } from '../../../ui/Button.tsx';
import { useAsked } from '../../../use-asked.ts';
import settings from '../Settings.module.css';
import styles from './Hours.module.css';
import { HoursEditor } from './HoursEditor.tsx';
import { type Calendar, usualWeek } from './hours.ts';

const NEW = 'new';

/** When do we work? One set of hours at a time; with several, a row of them above. */
export function Hours() {
  const { brand } = usePerson();
  const [asked, again] = useAsked('listCalendars', { brand: brand.id });
  useEffect(() => onEvent(event => event.data.kind === 'settings.changed' && again()), [again]);
  return (
    <AskedView asked={asked} again={again}>
      {({ rows }) => <ChooseHours rows={rows} again={again} />}
    </AskedView>
  );
}

function ChooseHours({ rows, again }: { rows: readonly Calendar[]; again: () => void }) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const here = rows.find(row => row.id === chosen) ?? (chosen === NEW ? null : (rows[0] ?? null));
  function done(calendar: Calendar | null) {
    setChosen(calendar?.id ?? null);
    again();
  }
  return (
    <>
      {rows.length > 0 && (
        <div className={styles.which}>
          <div className={settings.segments}>
            {rows.map(row => (
              <button key={row.id} type="button" aria-pressed={row === here} onClick={() => setChosen(row.id)}>
                <bdi>{row.name}</bdi>
              </button>
            ))}
          </div>
          <Button size="small" aria-pressed={here === null} onClick={() => setChosen(NEW)}>
            {t('hours.new')}
          </Button>
        </div>
      )}
      <HoursEditor
        key={here?.id ?? NEW}
        calendar={here ?? fresh(t('hours.usualName'))}
        isFirst={here === rows[0]}
        onDone={done}
      />
    </>
  );
}

function fresh(name: string): Calendar {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const nothing = { version: 0, feed: null, holidays: [], teams: [], isOpen: false, changesAt: null };
  return { ...nothing, id: '', name, timeZone, week: usualWeek() };
}
