import { useState } from 'react';
import { RANDOM_BYTES_PER_ID, uuidV7 } from '../../../../src/core/id.ts';
import { faultInShifts, type WallShift } from '../../../../src/core/insight/wall-shifts.ts';
import { address, ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { Button } from '../../../ui/Button.tsx';
import { Select } from '../../../ui/Field.tsx';
import { complain, say } from '../../../ui/toast.ts';
import { useDeed } from '../../settings/use-deed.ts';
import figure from '../Figure.module.css';
import type { SliceQuery } from '../slice.ts';
import { useInsightWords } from '../words.ts';
import { ShiftBars } from './ShiftBars.tsx';
import { ShiftFields } from './ShiftFields.tsx';
import styles from './Staffing.module.css';
import type { Drawn } from './use-shifts.ts';
import { dayName, daysOf, type View } from './view.ts';

type Props = {
  view: View;
  drawn: Drawn;
  day: string;
  /** The team whose shifts these are; null: the brand's. */
  team: string | null;
  query: SliceQuery;
  onSaved: () => void;
};

const LENGTHS = [4, 5, 6, 7, 8, 9, 10, 12];

/** Shifts drawn against need, day by day; kept for the whole week at once. */
export function Shifts({ view, drawn, day, team, query, onSaved }: Props) {
  const { t, language } = useInsightWords();
  const { brand, may } = usePerson();
  const deed = useDeed();
  const mayDraw = may('lead');
  const { week, version } = view.shifts;
  const chosen = drawn.rows.find(({ id }) => id === drawn.chosen);
  async function save() {
    const fault = faultInShifts(drawn.rows, week);
    if (fault !== null) {
      complain(fault);
      return;
    }
    const body = { team, week, version, rows: drawn.rows.toSorted(inOrder) };
    if (await deed.run(() => ask('setShifts', { brand: brand.id, body }), t('staff.saved'))) onSaved();
  }
  const file = { week, ...(team === null ? {} : { team }) };
  return (
    <section className={styles.shifts} aria-label={t('staff.shifts', { day: dayName(day, language) })}>
      <header className={styles.head}>
        <h3>{t('staff.shifts', { day: dayName(day, language) })}</h3>
        {mayDraw && (
          <Button size="small" onClick={() => drawn.add(fresh(day, t('staff.newName')))}>
            {t('staff.add')}
          </Button>
        )}
        {mayDraw && <Suggest view={view} drawn={drawn} query={query} />}
      </header>
      <ShiftBars day={day} drawn={drawn} mayDraw={mayDraw} />
      {mayDraw && chosen?.day === day && <ShiftFields shift={chosen} drawn={drawn} />}
      {drawn.isChanged && (
        <p className={styles.unsaved}>
          <span>{t('staff.unsaved')}</span>
          <Button look="primary" size="small" disabled={deed.busy} onClick={save}>
            {t('common.save')}
          </Button>
          <Button look="quiet" size="small" onClick={drawn.discard}>
            {t('staff.discard')}
          </Button>
        </p>
      )}
      {!mayDraw && <p className={styles.quiet}>{t('staff.leadsDraw')}</p>}
      <p className={figure.opens}>
        <a href={address('exportShifts', { brand: brand.id, query: file })} download>
          {t('staff.calendarFile')}
        </a>
        <a href={`${address('readStaffing', { brand: brand.id, query: { ...query, week } })}&format=csv`} download>
          {t('staff.planFile')}
        </a>
      </p>
    </section>
  );
}

function Suggest({ view, drawn, query }: Pick<Props, 'view' | 'drawn' | 'query'>) {
  const { t } = useInsightWords();
  const { brand } = usePerson();
  const deed = useDeed();
  const [hours, setHours] = useState(8);
  const { week } = view.shifts;
  async function suggest() {
    await deed.run(async () => {
      const found = await ask('suggestStaffing', { brand: brand.id, query: { ...query, week, hours: String(hours) } });
      const rows = found.shifts.map(shift => ({ ...shift, id: newId(), name: t(partOfDay(shift.from)) }));
      drawn.replace(rows);
      const n = rows.reduce((sum, { people }) => sum + people, 0);
      say(t('staff.suggested', { n }));
      if (found.uncovered > 0) complain(t('staff.notCovered', { n: found.uncovered }));
    });
  }
  async function copy() {
    await deed.run(async () => {
      const before = view.weeks[view.weeks.indexOf(week) - 1];
      if (before === undefined) return;
      const { shifts } = await ask('readStaffing', { brand: brand.id, query: { ...query, week: before } });
      const [from, to] = [daysOf(before), daysOf(week)];
      const rows = shifts.rows.map(row => ({ ...row, id: newId(), day: to[from.indexOf(row.day)] ?? week }));
      if (rows.length > 0) drawn.replace(rows);
      say(t('staff.copied', { n: rows.length }));
    });
  }
  return (
    <span className={styles.suggest}>
      <Button size="small" disabled={deed.busy || !view.plan?.isPossible} onClick={suggest}>
        {t('staff.suggest')}
      </Button>
      <Select label={t('staff.length')} value={hours} onChange={e => setHours(Number(e.target.value))}>
        {LENGTHS.map(n => (
          <option key={n} value={n}>
            {t('staff.hours', { n })}
          </option>
        ))}
      </Select>
      {view.weeks.indexOf(week) > 0 && (
        <Button size="small" look="quiet" disabled={deed.busy} onClick={copy}>
          {t('staff.copy')}
        </Button>
      )}
    </span>
  );
}

function inOrder(a: WallShift, b: WallShift): number {
  return a.day < b.day ? -1 : a.day > b.day ? 1 : a.from - b.from || a.until - b.until;
}

function partOfDay(from: number) {
  if (from < 10) return 'staff.night';
  if (from < 18) return 'staff.early';
  return from < 28 ? 'staff.middle' : from < 40 ? 'staff.late' : 'staff.night';
}

/** Nine to five, one person. */
function fresh(day: string, name: string): WallShift {
  return { id: newId(), name, day, from: 18, until: 34, people: 1 };
}

function newId(): string {
  return uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(RANDOM_BYTES_PER_ID)));
}
