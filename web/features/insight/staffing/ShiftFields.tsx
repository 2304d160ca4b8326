import { SHIFT_NAME_LENGTH, SHIFT_PEOPLE_MOST, type WallShift } from '../../../../src/core/insight/wall-shifts.ts';
import { Button } from '../../../ui/Button.tsx';
import { Field, Select } from '../../../ui/Field.tsx';
import { useInsightWords } from '../words.ts';
import styles from './Staffing.module.css';
import type { Drawn } from './use-shifts.ts';
import { clock } from './view.ts';

const PLACES = Array.from({ length: 48 }, (_, place) => place);

/** The chosen shift in fields, for whoever would rather write than drag. */
export function ShiftFields({ shift, drawn }: { shift: WallShift; drawn: Drawn }) {
  const { t } = useInsightWords();
  const put = (change: Partial<WallShift>) => drawn.put(shift.id, change);
  const ends = PLACES.map(place => shift.from + 1 + place);
  return (
    <div className={styles.fields}>
      <Field
        label={t('staff.name')}
        value={shift.name}
        maxLength={SHIFT_NAME_LENGTH}
        onChange={e => put({ name: e.target.value })}
        onBlur={e => e.target.value.trim() === '' && put({ name: t('staff.newName') })}
      />
      <Select
        label={t('staff.from')}
        value={shift.from}
        onChange={e => put({ from: Number(e.target.value), until: Number(e.target.value) + shift.until - shift.from })}
      >
        {PLACES.map(place => (
          <option key={place} value={place}>
            {clock(place)}
          </option>
        ))}
      </Select>
      <Select label={t('staff.until')} value={shift.until} onChange={e => put({ until: Number(e.target.value) })}>
        {ends.map(place => (
          <option key={place} value={place}>
            {place > 48 ? t('staff.nextDay', { time: clock(place) }) : clock(place)}
          </option>
        ))}
      </Select>
      <Field
        label={t('staff.people')}
        type="number"
        min={1}
        max={SHIFT_PEOPLE_MOST}
        value={shift.people}
        onChange={e => put({ people: Math.round(Number(e.target.value)) || 1 })}
      />
      <Button look="quiet" onClick={() => drawn.remove(shift.id)}>
        {t('staff.remove')}
      </Button>
    </div>
  );
}
