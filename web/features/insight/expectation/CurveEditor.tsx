import { type FormEvent, useState } from 'react';
import {
  EXPECTATION_POINTS,
  type ExpectationCurve,
  type ExpectationPoint,
  expectationFault,
} from '../../../../src/core/insight/expectation.ts';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { useDeed } from '../../settings/use-deed.ts';
import { Definition } from '../Definition.tsx';
import figure from '../Figure.module.css';
import { span } from '../numbers.ts';
import { Small } from '../Small.tsx';
import { useInsightWords } from '../words.ts';
import styles from './Expectation.module.css';

/** As it is typed: what is half typed is no number yet. */
type Line = { key: number; time: string; unit: Unit; lost: string };
const UNITS = { s: 1, min: 60, h: 3_600 } as const;
type Unit = keyof typeof UNITS;

type Props = { curve: ExpectationCurve; onDraft: (curve: ExpectationCurve | null) => void; onDone: () => void };

/** Leads say what customers expect; the picture follows while they type, the figures once it is used. */
export function CurveEditor({ curve, onDraft, onDone }: Props) {
  const { t, language } = useInsightWords();
  const { brand } = usePerson();
  const deed = useDeed();
  const [lines, setLines] = useState(() => curve.map(lineOf));
  const points = lines.map(pointOf);
  const fault = expectationFault(points);
  function change(next: Line[]) {
    setLines(next);
    const drawn = next.map(pointOf);
    onDraft(expectationFault(drawn) === null ? drawn : null);
  }
  async function save(event: FormEvent) {
    event.preventDefault();
    if (fault !== null) return;
    const body = { expectation: 'own' as const, ownCurve: points };
    if (await deed.run(() => ask('changeInsightSettings', { brand: brand.id, body }), t('exp.saved'))) onDone();
  }
  const set = (key: number, part: Partial<Line>) =>
    change(lines.map(one => (one.key === key ? { ...one, ...part } : one)));
  return (
    <form className={styles.editor} onSubmit={save} aria-label={t('exp.settings')}>
      <h3>{t('exp.settings')}</h3>
      <p className={figure.says}>{t('exp.settingsLead')}</p>
      <ol>
        {lines.map((line, place) => (
          <li key={line.key}>
            <PointFields line={line} place={place + 1} onSet={part => set(line.key, part)} />
            <IconButton
              icon="close"
              size="small"
              label={t('exp.removePoint', { time: span(pointOf(line).seconds || 0, language) })}
              disabled={lines.length <= 2}
              onClick={() => change(lines.filter(one => one !== line))}
            />
          </li>
        ))}
      </ol>
      {fault !== null && <Small>{t(`exp.fault.${fault}`)}</Small>}
      <p className={styles.acts}>
        <Button type="submit" look="primary" disabled={fault !== null || deed.busy}>
          {t('exp.useOwn')}
        </Button>
        <Button disabled={lines.length >= EXPECTATION_POINTS} onClick={() => change(withOneMore(lines))}>
          {t('exp.addPoint')}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </p>
      <Definition name="expectation" />
    </form>
  );
}

function PointFields({ line, place, onSet }: { line: Line; place: number; onSet: (part: Partial<Line>) => void }) {
  const { t } = useInsightWords();
  const number = { type: 'number', min: '0', step: 'any', inputMode: 'decimal' } as const;
  return (
    <>
      <span>{t('exp.lostAfter')}</span>
      <input
        {...number}
        aria-label={t('exp.pointTime', { n: place })}
        value={line.time}
        onChange={event => onSet({ time: event.target.value })}
      />
      <select
        aria-label={t('exp.pointUnit', { n: place })}
        value={line.unit}
        onChange={event => onSet({ unit: event.target.value as Unit })}
      >
        {(Object.keys(UNITS) as Unit[]).map(unit => (
          <option key={unit} value={unit}>
            {t(`exp.unit.${unit}`)}
          </option>
        ))}
      </select>
      <input
        {...number}
        max="100"
        aria-label={t('exp.pointLost', { n: place })}
        value={line.lost}
        onChange={event => onSet({ lost: event.target.value })}
      />
      <span>% {t('exp.lostShare')}</span>
    </>
  );
}

let made = 0;

function lineOf({ seconds, lost }: ExpectationPoint): Line {
  const unit: Unit = seconds % 3_600 === 0 ? 'h' : seconds % 60 === 0 ? 'min' : 's';
  made += 1;
  return { key: made, time: String(seconds / UNITS[unit]), unit, lost: String(Math.round(lost * 10_000) / 100) };
}

/** What is no number is none in the point either, and a fault. */
function pointOf({ time, unit, lost }: Line): ExpectationPoint {
  const number = (typed: string) => (typed.trim() === '' ? Number.NaN : Number(typed));
  return { seconds: number(time) * UNITS[unit], lost: number(lost) / 100 };
}

/** Before the last one, half-way between it and the one before. */
function withOneMore(lines: readonly Line[]): Line[] {
  const [before, last] = [lines.at(-2), lines.at(-1)];
  if (!before || !last) return [...lines];
  const [a, b] = [pointOf(before), pointOf(last)];
  const middle = { seconds: Math.round(Math.sqrt(a.seconds * b.seconds)), lost: (a.lost + b.lost) / 2 };
  return [...lines.slice(0, -1), lineOf(middle), last];
}
