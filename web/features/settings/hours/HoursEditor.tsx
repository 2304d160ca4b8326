import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { Badge } from '../../../ui/Badge.tsx';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Check, Field } from '../../../ui/Field.tsx';
import { say } from '../../../ui/toast.ts';
import { useAsked } from '../../../use-asked.ts';
import settings from '../Settings.module.css';
import { type Deed, useDeed } from '../use-deed.ts';
import { Holidays } from './Holidays.tsx';
import styles from './Hours.module.css';
import { type Calendar, momentThere, WHOLE_DAY } from './hours.ts';
import { Preview } from './Preview.tsx';
import { TimeZoneField } from './TimeZoneField.tsx';
import { useHoursDraft } from './use-hours-draft.ts';
import { WeekRows } from './WeekRows.tsx';

/** `onDone`: with the hours as they are now; null when they are gone. */
type Props = { calendar: Calendar; isFirst: boolean; onDone: (calendar: Calendar | null) => void };

/** One set of hours: name, time zone, week, what that means, holidays, and who keeps it. */
export function HoursEditor({ calendar, isFirst, onDone }: Props) {
  const { t } = useWords();
  const { brand } = usePerson();
  const deed = useDeed();
  const { draft, setDraft, version, setVersion, isChanged, isBehind, takeTheirs } = useHoursDraft(calendar);
  const isNew = calendar.id === '';

  function change(work: () => Promise<{ calendar: Calendar; retimed: number }>): Promise<boolean> {
    return deed.run(async () => {
      const { calendar: after, retimed } = await work();
      say(retimed > 0 ? t('hours.retimed', { n: retimed }) : t('settings.saved'));
      onDone(after);
    });
  }
  const save = () =>
    change(async () => {
      if (isNew) return ask('addCalendar', { brand: brand.id, body: draft });
      const saved = await ask('changeCalendar', { brand: brand.id, id: calendar.id, body: { ...draft, version } });
      setVersion(saved.calendar.version);
      return saved;
    });
  return (
    <>
      <section className={`${settings.group} ${styles.wide}`}>
        <div className={settings.line}>
          <Field
            label={t('field.name')}
            value={draft.name}
            maxLength={120}
            required
            bad={deed.fields['name']}
            onChange={event => setDraft({ ...draft, name: event.target.value })}
          />
          <TimeZoneField value={draft.timeZone} onChange={zone => setDraft({ ...draft, timeZone: zone })} />
        </div>
        {!isNew && <Standing calendar={calendar} isFirst={isFirst} />}
        <WeekRows week={draft.week} onChange={days => setDraft({ ...draft, week: days })} />
        <Preview timeZone={draft.timeZone} week={draft.week} holidays={calendar.holidays} />
        {isBehind && <Behind onTheirs={takeTheirs} onMine={() => setVersion(calendar.version)} />}
        <div className={settings.acts}>
          <Button look="primary" disabled={deed.busy || !isChanged || draft.name.trim() === ''} onClick={save}>
            {t(isNew ? 'hours.make' : 'common.save')}
          </Button>
          <Button look="quiet" onClick={() => setDraft({ ...draft, week: draft.week.map(() => [WHOLE_DAY]) })}>
            {t('hours.aroundTheClock')}
          </Button>
          {!isNew && <Remove calendar={calendar} deed={deed} onDone={() => onDone(null)} />}
        </div>
      </section>
      {!isNew && <Holidays calendar={calendar} deed={deed} change={change} />}
      {!isNew && <Teams calendar={calendar} deed={deed} change={change} />}
    </>
  );
}

/** Somebody else saved these hours while they were being changed here. */
function Behind({ onTheirs, onMine }: { onTheirs: () => void; onMine: () => void }) {
  const { t } = useWords();
  const acts = (
    <>
      <Button size="small" onClick={onTheirs}>
        {t('hours.takeTheirs')}
      </Button>
      <Button size="small" look="quiet" onClick={onMine}>
        {t('hours.keepMine')}
      </Button>
    </>
  );
  return (
    <Banner meaning="soon" acts={acts}>
      {t('hours.changedSince')}
    </Banner>
  );
}

function Standing({ calendar, isFirst }: { calendar: Calendar; isFirst: boolean }) {
  const { t, language } = useWords();
  const { isOpen, changesAt, timeZone } = calendar;
  const when = changesAt === null ? '' : momentThere(changesAt, timeZone, language);
  return (
    <p className={styles.standing}>
      <Badge meaning={isOpen ? 'kept' : 'plain'} icon={isOpen ? 'check' : 'snooze'}>
        {t(isOpen ? 'hours.openNow' : 'hours.closedNow')}
      </Badge>
      {changesAt !== null && <span>{t(isOpen ? 'hours.closesAt' : 'hours.opensAt', { when })}</span>}
      {isFirst && <span className={settings.quiet}>{t('hours.first')}</span>}
    </p>
  );
}

function Remove({ calendar, deed, onDone }: { calendar: Calendar; deed: Deed; onDone: () => void }) {
  const { t } = useWords();
  const { brand } = usePerson();
  async function remove() {
    const gone = t('hours.removed', { name: calendar.name });
    if (await deed.run(() => ask('removeCalendar', { brand: brand.id, id: calendar.id }), gone)) onDone();
  }
  return (
    <Button look="danger" disabled={deed.busy} onClick={remove}>
      {t('hours.remove')}
    </Button>
  );
}

type TeamsProps = {
  calendar: Calendar;
  deed: Deed;
  change: (deed: () => Promise<{ calendar: Calendar; retimed: number }>) => Promise<boolean>;
};

function Teams({ calendar, deed, change }: TeamsProps) {
  const { t } = useWords();
  const { brand } = usePerson();
  const [asked] = useAsked('listTeams', { brand: brand.id });
  if (asked.kind !== 'ready' || asked.value.rows.length === 0) return null;
  const kept = calendar.teams.map(team => team.id);
  const toggle = (id: string) => {
    const teamIds = kept.includes(id) ? kept.filter(one => one !== id) : [...kept, id];
    return change(() => ask('setCalendarTeams', { brand: brand.id, id: calendar.id, body: { teamIds } }));
  };
  return (
    <fieldset className={`${settings.group} ${settings.checks}`}>
      <legend>
        <h3>{t('hours.teams')}</h3>
      </legend>
      {asked.value.rows.map(team => (
        <Check
          key={team.id}
          label={<bdi>{team.name}</bdi>}
          checked={kept.includes(team.id)}
          disabled={deed.busy}
          onChange={() => toggle(team.id)}
        />
      ))}
    </fieldset>
  );
}
