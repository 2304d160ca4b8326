import { type FormEvent, useState } from 'react';
import { type ApiRefusal, ask } from '../../../api.ts';
import { refusalWords } from '../../../refusal-words.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { DialogBox } from '../../../ui/overlay/lazy.tsx';
import { say } from '../../../ui/toast.ts';
import { asRefusal } from '../../../use-asked.ts';
import styles from './Cost.module.css';
import type { CostFacts } from './Cost.tsx';

type Props = { channelId: string; cost: CostFacts; onSet: () => void };

/** An owner says what a month may cost, and how much of it is only for answers. */
export function BudgetForm({ channelId, cost, onSet }: Props) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t(cost.monthlyUsd === null ? 'cost.set' : 'cost.change')}</Button>
      {isOpen && (
        <DialogBox title={t('cost.set')} onClose={() => setOpen(false)}>
          <Form
            channelId={channelId}
            cost={cost}
            onSet={() => {
              setOpen(false);
              onSet();
            }}
          />
        </DialogBox>
      )}
    </>
  );
}

function Form({ channelId, cost, onSet }: Props) {
  const words = useWords();
  const { t } = words;
  const { brand } = usePerson();
  const [monthly, setMonthly] = useState(cost.monthlyUsd === null ? '' : String(cost.monthlyUsd));
  const [reserve, setReserve] = useState(cost.reserveUsd === 0 ? '' : String(cost.reserveUsd));
  const [refusal, setRefusal] = useState<ApiRefusal | null>(null);
  const isMoney = (text: string) => text.trim() === '' || amountIn(text) !== null;
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!isMoney(monthly) || !isMoney(reserve)) return;
    const body = { monthlyUsd: amountIn(monthly), reserveUsd: amountIn(reserve) ?? 0 };
    try {
      await ask('setBudget', { brand: brand.id, id: channelId, body });
      say(t('cost.saved'));
      onSet();
    } catch (error) {
      setRefusal(asRefusal(error));
    }
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <Field
        label={t('cost.monthly')}
        help={t('cost.monthlyHelp')}
        inputMode="decimal"
        value={monthly}
        onChange={event => setMonthly(event.target.value)}
        bad={isMoney(monthly) ? refusal?.fields['monthlyUsd'] : t('cost.notMoney')}
        autoFocus
      />
      <Field
        label={t('cost.reserve')}
        help={t('cost.reserveHelp')}
        inputMode="decimal"
        value={reserve}
        onChange={event => setReserve(event.target.value)}
        bad={isMoney(reserve) ? refusal?.fields['reserveUsd'] : t('cost.notMoney')}
      />
      {refusal && Object.keys(refusal.fields).length === 0 && (
        <Banner meaning="broken">{refusalWords(refusal, words)}</Banner>
      )}
      <div className={styles.acts}>
        <Button look="primary" type="submit">
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}

/** `50`, `49.5`, `49,5`; null where nothing or no amount is written. */
function amountIn(text: string): number | null {
  const plain = text
    .trim()
    .replace(/^\$\s*/, '')
    .replace(',', '.');
  return /^\d{1,7}(\.\d{1,4})?$/.test(plain) ? Number(plain) : null;
}
