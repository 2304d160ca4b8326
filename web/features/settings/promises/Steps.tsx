import type { OutputOf } from '../../../../src/contract/api.ts';
import {
  AFTER_LIMIT_MINUTES,
  type EscalationStep,
  type EscalationWhat,
  STEPS_PER_POLICY,
  stepName,
} from '../../../../src/core/escalation.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { Check, Field, Select } from '../../../ui/Field.tsx';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { useAsked } from '../../../use-asked.ts';
import { droppedOn, OrderHandle } from '../OrderHandle.tsx';
import promises from './Promises.module.css';
import styles from './Steps.module.css';
import { addressesIn, choiceOf, replaced, shifted, WHATS, WHENS, whatOf, whenOf } from './steps.ts';

type Outlets = OutputOf<'listWebhooks'>;
type Props = { steps: readonly EscalationStep[]; onChange: (steps: readonly EscalationStep[]) => void };

/** What happens when it is at risk, breaks, and stays broken: one line each, in the order in which they are done. */
export function Steps({ steps, onChange }: Props) {
  const { t } = useWords();
  const { brand } = usePerson();
  const [asked] = useAsked('listWebhooks', { brand: brand.id });
  const outlets = asked.kind === 'ready' ? asked.value : { rows: [], mail: true };
  const fresh: EscalationStep = { when: { kind: 'breached' }, what: { kind: 'tell_leads' } };
  return (
    <div className={styles.steps}>
      {steps.length === 0 && <p className={styles.quiet}>{t('step.none')}</p>}
      <ol className={styles.list}>
        {steps.map((step, at) => (
          <Step
            // biome-ignore lint/suspicious/noArrayIndexKey: a step has no name of its own while it is edited
            key={at}
            step={step}
            at={at}
            outlets={outlets}
            onEdit={edited => onChange(replaced(steps, at, edited))}
            onMove={to => onChange(shifted(steps, at, to))}
            onMoveHere={from => onChange(shifted(steps, from, at))}
            onDrop={() => onChange(steps.filter((_, place) => place !== at))}
          />
        ))}
      </ol>
      <div className={styles.foot}>
        {steps.length < STEPS_PER_POLICY && (
          <Button size="small" onClick={() => onChange([...steps, fresh])}>
            {t('step.add')}
          </Button>
        )}
        {asked.kind === 'ready' && outlets.rows.length === 0 && (
          <RouteLink className={promises.link} to={{ screen: 'settings', tab: 'webhooks' }}>
            {t('step.noWebhook')}
          </RouteLink>
        )}
      </div>
    </div>
  );
}

type StepProps = {
  step: EscalationStep;
  at: number;
  outlets: Outlets;
  onEdit: (step: EscalationStep) => void;
  onMove: (to: number) => void;
  onMoveHere: (from: number) => void;
  onDrop: () => void;
};

function Step({ step, at, outlets, onEdit, onMove, onMoveHere, onDrop }: StepProps) {
  const { t } = useWords();
  const { when, what } = step;
  const name = t(WHATS[choiceOf(what)]);
  return (
    <li className={styles.step} {...droppedOn(String(at), false, from => onMoveHere(Number(from)))}>
      <OrderHandle id={String(at)} name={name} fixed={false} onMove={by => onMove(at + by)} />
      <div className={styles.fields}>
        <Select
          label={t('step.when')}
          value={when.kind}
          onChange={event => onEdit({ when: whenOf(event.target.value), what })}
        >
          {Object.entries(WHENS).map(([kind, words]) => (
            <option key={kind} value={kind}>
              {t(words)}
            </option>
          ))}
        </Select>
        {when.kind === 'warned' && (
          <Field
            type="number"
            label={t('step.share')}
            min={1}
            max={99}
            value={Math.round(when.share * 100)}
            onChange={event => onEdit({ what, when: { kind: 'warned', share: whole(event.target.value, 99) / 100 } })}
          />
        )}
        {when.kind === 'after' && (
          <Field
            type="number"
            label={t('step.minutes')}
            min={1}
            max={AFTER_LIMIT_MINUTES}
            value={when.minutes}
            onChange={event =>
              onEdit({ what, when: { kind: 'after', minutes: whole(event.target.value, AFTER_LIMIT_MINUTES) } })
            }
          />
        )}
        <Select
          label={t('step.what')}
          value={choiceOf(what)}
          onChange={event => {
            const chosen = whatOf(event.target.value, outlets.rows[0]?.id);
            if (chosen !== null) onEdit({ when, what: chosen });
          }}
        >
          {Object.entries(WHATS).map(([choice, words]) => (
            <option key={choice} value={choice} disabled={choice === 'webhook' && outlets.rows.length === 0}>
              {t(words)}
            </option>
          ))}
        </Select>
        <Whither
          key={stepName({ when, what: bare(what) })}
          what={what}
          outlets={outlets}
          onEdit={to => onEdit({ when, what: to })}
        />
      </div>
      <IconButton icon="trash" label={t('step.remove', { step: name })} onClick={onDrop} />
    </li>
  );
}

/** So that the field of addresses stays the same one while it is typed in. */
function bare(what: EscalationWhat): EscalationWhat {
  return what.kind === 'mail' ? { kind: 'mail', leads: true, addresses: [] } : what;
}

type WhitherProps = { what: EscalationWhat; outlets: Outlets; onEdit: (what: EscalationWhat) => void };

function Whither({ what, outlets, onEdit }: WhitherProps) {
  const { t } = useWords();
  if (what.kind === 'webhook') {
    return (
      <Select
        label={t('step.whichWebhook')}
        value={what.webhookId}
        onChange={event => onEdit({ kind: 'webhook', webhookId: event.target.value })}
      >
        {outlets.rows.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    );
  }
  if (what.kind !== 'mail') return null;
  return (
    <>
      <Check
        label={t('step.toLeads')}
        checked={what.leads}
        onChange={event => onEdit({ ...what, leads: event.target.checked })}
      />
      <Field
        label={t('step.addresses')}
        className={styles.addresses}
        defaultValue={what.addresses.join(', ')}
        onChange={event => onEdit({ ...what, addresses: addressesIn(event.target.value) })}
      />
      {!outlets.mail && <p className={styles.warned}>{t('step.noMail')}</p>}
    </>
  );
}

function whole(typed: string, most: number): number {
  return Math.max(1, Math.min(most, Math.round(Number(typed)) || 1));
}
