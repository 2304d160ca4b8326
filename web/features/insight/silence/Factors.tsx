import { type FormEvent, type ReactNode, useState } from 'react';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { useDeed } from '../../settings/use-deed.ts';
import { ExportButtons } from '../ExportButtons.tsx';
import figure from '../Figure.module.css';
import { count, money, percent } from '../numbers.ts';
import { Small } from '../Small.tsx';
import { useInsightWords } from '../words.ts';
import styles from './Silence.module.css';
import type { SilenceReport } from './Silence.tsx';

type Props = { report: SilenceReport; again: () => void };

/** Turns × chance of leaving × value of a customer = cost: typed over it is tried at once, kept when leads say so. */
export function Factors({ report, again }: Props) {
  const { t } = useInsightWords();
  const { brand, may } = usePerson();
  const deed = useDeed();
  const { factors, silent } = report;
  const [leave, setLeave] = useState(String(Math.round(factors.leaveShare * 1_000) / 10));
  const [value, setValue] = useState(factors.customerValue === null ? '' : String(factors.customerValue));
  const [currency, setCurrency] = useState(factors.currency ?? '');
  const isLead = may('lead');
  const typed = readFactors({ leave, value, currency });
  const { leaveShare, customerValue } = typed;
  const isTried =
    leaveShare !== factors.leaveShare ||
    customerValue !== factors.customerValue ||
    (customerValue !== null && currency !== factors.currency);
  async function keep(event: FormEvent) {
    event.preventDefault();
    if (leaveShare === null || typed.bad !== null) return;
    const body = { leaveShare, customerValue, currency: customerValue === null ? null : currency };
    if (await deed.run(() => ask('changeInsightSettings', { brand: brand.id, body }), t('sil.kept'))) again();
  }
  return (
    <form className={styles.factors} onSubmit={keep}>
      <div className={styles.line}>
        <Factor words={t('sil.turns')}>
          <b>{silent}</b>
        </Factor>
        <span aria-hidden="true">×</span>
        <Field
          label={`${t('sil.leave')} (%)`}
          type="number"
          min="0"
          max="100"
          step="any"
          value={leave}
          disabled={!isLead}
          bad={leaveShare === null ? t('sil.badShare') : undefined}
          onChange={event => setLeave(event.target.value)}
        />
        <span aria-hidden="true">×</span>
        {isLead && (
          <>
            <Field
              label={t('sil.value')}
              type="number"
              min="0"
              step="any"
              value={value}
              bad={typed.bad === 'value' ? t('sil.badValue') : undefined}
              onChange={event => setValue(event.target.value)}
            />
            <Field
              label={t('sil.currency')}
              maxLength={3}
              placeholder="EUR"
              value={currency}
              bad={typed.bad === 'currency' ? t('sil.badCurrency') : undefined}
              onChange={event => setCurrency(event.target.value.toUpperCase())}
            />
          </>
        )}
      </div>
      <Result
        silent={silent}
        leaveShare={leaveShare ?? 0}
        customerValue={typed.bad === null ? customerValue : null}
        currency={currency}
      />
      <p className={figure.def}>{t('sil.assumption')}</p>
      {isLead && (isTried || deed.busy) && (
        <p className={styles.keep}>
          <span className={figure.interval}>{t('sil.trying')}</span>
          <Button type="submit" look="primary" disabled={deed.busy || leaveShare === null || typed.bad !== null}>
            {t('sil.keep')}
          </Button>
        </p>
      )}
    </form>
  );
}

function Factor({ words, children }: { words: string; children: ReactNode }) {
  return (
    <p className={styles.factor}>
      <span>{words}</span>
      {children}
    </p>
  );
}

type ResultProps = { silent: number; leaveShare: number; customerValue: number | null; currency: string };

/** The cost, or what must be entered for one; and the sum as a line that can be followed. */
function Result({ silent, leaveShare, customerValue, currency }: ResultProps) {
  const { t, language } = useInsightWords();
  const { may } = usePerson();
  const leaving = silent * leaveShare;
  const values = { silent: count(silent, language), leave: percent(leaveShare, language) };
  if (customerValue === null) {
    return (
      <>
        <p className={figure.says}>{t('sil.sumNoValue', { ...values, leaving: count(leaving, language) })}</p>
        <Small>{may('lead') ? t('sil.enterValue') : t('sil.leadsOnly')}</Small>
      </>
    );
  }
  const cost = leaving * customerValue;
  const written = money(cost, currency, language);
  const factors = [
    { factor: 'turns', value: silent },
    { factor: 'chance_of_leaving', value: leaveShare },
    { factor: 'value_of_a_customer', value: customerValue },
    { factor: 'cost', value: cost },
  ];
  return (
    <>
      <p className={figure.number}>{written}</p>
      <p className={figure.name}>{t('sil.cost')}</p>
      <p className={figure.says}>
        {t('sil.sum', { ...values, value: money(customerValue, currency, language), cost: written })}.{' '}
        {t('sil.leaving', { n: Math.round(leaving) })}
      </p>
      <ExportButtons
        caption={t('sil.cost')}
        file="cost-of-silence"
        rows={factors}
        columns={[
          { id: 'factor', label: t('sil.factor'), value: row => row.factor },
          { id: 'value', label: t('sil.number'), value: row => row.value },
        ]}
      />
    </>
  );
}

type Typed = { leaveShare: number | null; customerValue: number | null; bad: 'value' | 'currency' | null };

/** What is typed as numbers; a value left empty is none. */
function readFactors({ leave, value, currency }: { leave: string; value: string; currency: string }): Typed {
  const share = leave.trim() === '' ? Number.NaN : Number(leave) / 100;
  const leaveShare = share >= 0 && share <= 1 ? share : null;
  if (value.trim() === '') return { leaveShare, customerValue: null, bad: null };
  const worth = Number(value);
  if (!(worth > 0)) return { leaveShare, customerValue: null, bad: 'value' };
  return { leaveShare, customerValue: worth, bad: /^[A-Z]{3}$/.test(currency) ? null : 'currency' };
}
