import { type FormEvent, useState } from 'react';
import type { BodyOf } from '../../../../src/contract/api.ts';
import {
  KEPT_BY,
  PATIENCE_KINDS,
  PLAN_FOR,
  STAFFING_BOUNDS,
  type StaffingField,
  type StaffingSettings,
} from '../../../../src/core/insight/staffing-settings.ts';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { LinkButton } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { Field, Select } from '../../../ui/Field.tsx';
import { useDeed } from '../../settings/use-deed.ts';
import { Card } from '../Card.tsx';
import { percent, span } from '../numbers.ts';
import { type AnyKey, useInsightWords } from '../words.ts';
import styles from './Staffing.module.css';
import type { View } from './view.ts';

type Props = { view: View; team: string | null; onSaved: () => void };
type Change = Omit<BodyOf<'changeStaffing'>, 'team' | 'version'>;

/** The founding promises. */
const PRESETS = [
  { targetShare: 0.71, targetSeconds: 300 },
  { targetShare: 0.42, targetSeconds: 3_600 },
  { targetShare: 0.32, targetSeconds: 1_800 },
] as const;

/** Where a value comes from that nobody entered or measured. */
const BY_ITSELF: Record<StaffingField, AnyKey> = {
  targetShare: 'staff.from.founding',
  targetSeconds: 'staff.from.founding',
  handlingSeconds: 'staff.from.assumed',
  replySeconds: 'staff.from.assumed',
  conversations: 'staff.from.careful',
  handsOnShare: 'staff.from.assumed',
  shrinkage: 'staff.from.usual',
  occupancyAtMost: 'staff.from.usual',
  patience: 'staff.from.careful',
  patienceSeconds: 'staff.from.assumed',
  planFor: 'staff.from.careful',
  keptBy: 'staff.from.careful',
};

type NumberField = keyof typeof STAFFING_BOUNDS;
/** On the screen a share is in percent, and long times are in minutes. */
const TIMES: Partial<Record<NumberField, number>> = {
  targetShare: 100,
  shrinkage: 100,
  occupancyAtMost: 100,
  handsOnShare: 100,
  targetSeconds: 1 / 60,
  patienceSeconds: 1 / 60,
};

/** Every value a plan is reckoned from, with where it comes from; leads enter others. */
export function Inputs({ view, team, onSaved }: Props) {
  const { t, language } = useInsightWords();
  const { brand, may } = usePerson();
  const deed = useDeed();
  const mayEnter = may('lead');
  const { values, version } = view.settings;
  async function enter(change: Change) {
    const body = { ...change, team, version };
    if (await deed.run(() => ask('changeStaffing', { brand: brand.id, body }))) onSaved();
  }
  const given = { view, mayEnter: mayEnter && !deed.busy, enter };
  return (
    <Card title={t('staff.inputs')} says={mayEnter ? undefined : t('staff.leadsDraw')}>
      <div id="staffing-inputs" className={styles.inputs}>
        <fieldset className={styles.presets} disabled={!given.mayEnter}>
          <legend>{t('staff.in.target')}</legend>
          {PRESETS.map(one => (
            <Chip
              key={one.targetSeconds}
              on={values.targetShare === one.targetShare && values.targetSeconds === one.targetSeconds}
              onClick={() => enter(one)}
            >
              {t('staff.target', {
                share: percent(one.targetShare, language),
                time: span(one.targetSeconds, language),
              })}
            </Chip>
          ))}
        </fieldset>
        <NumberInput field="targetShare" {...given} />
        <NumberInput field="targetSeconds" {...given} />
        <NumberInput field="handlingSeconds" {...given} />
        <NumberInput field="replySeconds" {...given} />
        <NumberInput field="conversations" {...given} />
        {values.conversations > 1 && <NumberInput field="handsOnShare" {...given} />}
        <NumberInput field="shrinkage" {...given} />
        <NumberInput field="occupancyAtMost" {...given} />
        <ChoiceInput field="patience" choices={PATIENCE_KINDS} {...given} />
        {values.patience === 'exponential' && <NumberInput field="patienceSeconds" {...given} />}
        <ChoiceInput field="planFor" choices={PLAN_FOR} {...given} />
        <ChoiceInput field="keptBy" choices={KEPT_BY} {...given} />
      </div>
    </Card>
  );
}

type InputProps = { view: View; mayEnter: boolean; enter: (change: Change) => void };

function NumberInput({ field, view, mayEnter, enter }: InputProps & { field: NumberField }) {
  const { t } = useInsightWords();
  const times = TIMES[field] ?? 1;
  const value = view.settings.values[field];
  const [written, setWritten] = useState<string | null>(null);
  const { least, most } = STAFFING_BOUNDS[field];
  function keep(event: FormEvent) {
    event.preventDefault();
    const number = Number(written) / times;
    if (written !== null && written.trim() !== '' && Math.abs(number - value) > 1e-9) enter({ [field]: number });
    setWritten(null);
  }
  return (
    <form className={styles.input} onSubmit={keep} onBlur={keep}>
      <Field
        label={t(`staff.in.${field}`)}
        type="number"
        step="any"
        min={round(least * times)}
        max={round(most * times)}
        value={written ?? String(round(value * times))}
        disabled={!mayEnter}
        onChange={e => setWritten(e.target.value)}
        help={<Source field={field} view={view} mayEnter={mayEnter} enter={enter} />}
      />
    </form>
  );
}

function round(n: number): number {
  return Math.round(n * 100) / 100;
}

type ChoiceField = 'patience' | 'planFor' | 'keptBy';
type ChoiceProps = InputProps & { field: ChoiceField; choices: readonly StaffingSettings[ChoiceField][] };

function ChoiceInput({ field, choices, view, mayEnter, enter }: ChoiceProps) {
  const { t } = useInsightWords();
  return (
    <Select
      className={styles.input}
      label={t(`staff.in.${field}`)}
      value={view.settings.values[field]}
      disabled={!mayEnter}
      onChange={e => enter({ [field]: e.target.value })}
      help={<Source field={field} view={view} mayEnter={mayEnter} enter={enter} />}
    >
      {choices.map(one => (
        <option key={one} value={one}>
          {t(`staff.in.${field}.${one}` as AnyKey)}
        </option>
      ))}
    </Select>
  );
}

/** Where a value comes from, and the way back where somebody entered it. */
function Source({ field, view, mayEnter, enter }: InputProps & { field: StaffingField }) {
  const { t } = useInsightWords();
  const { from, measured } = view.settings;
  const source = from[field];
  if (source === 'measured') return t('staff.from.measured', { n: measured?.answers ?? 0 });
  if (source === 'default') return t(BY_ITSELF[field]);
  if (source === 'brand') return t('staff.from.brand');
  return (
    <>
      {t('staff.from.entered')}{' '}
      {mayEnter && (
        <LinkButton
          aria-label={`${t('staff.takeBack')}: ${t(`staff.in.${field}`)}`}
          onClick={() => enter({ [field]: null })}
        >
          {t('staff.takeBack')}
        </LinkButton>
      )}
    </>
  );
}
