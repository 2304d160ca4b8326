import { type FormEvent, useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { INITIALS_PLACE } from '../../../../src/core/signature.ts';
import { PRIORITIES, type Priority } from '../../../../src/core/view.ts';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Check, Field, Select } from '../../../ui/Field.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { useAsked } from '../../../use-asked.ts';
import { ConditionList } from '../conditions/ConditionList.tsx';
import { type OptionsOf, useChoices } from '../conditions/use-choices.ts';
import styles from '../Settings.module.css';
import { useDeed } from '../use-deed.ts';
import { approvalConditions, type ApprovalRule as Rule } from './approval-conditions.ts';
import replies from './Replies.module.css';

/** What happens to public answers before they leave: who looks first, and the initials under them. */
export function BeforeSending() {
  const { t } = useWords();
  const { brand } = usePerson();
  const [rules, again] = useAsked('listApprovalRules', { brand: brand.id });
  const [signatures, signedAgain] = useAsked('listSignatures', { brand: brand.id });
  return (
    <>
      <section className={styles.group}>
        <h2>{t('approval.rules')}</h2>
        <p className={styles.quiet}>{t('approval.rulesLead')}</p>
        <AskedView asked={rules} again={again}>
          {({ rows }) => <Rules key={JSON.stringify(rows)} rows={rows} onDone={again} />}
        </AskedView>
      </section>
      <section className={styles.group}>
        <h2>{t('initials.title')}</h2>
        <p className={styles.quiet}>{t('initials.lead')}</p>
        <AskedView asked={signatures} again={signedAgain}>
          {({ rows }) => <Initials key={JSON.stringify(rows)} rows={rows} onDone={signedAgain} />}
        </AskedView>
      </section>
    </>
  );
}

function Rules({ rows, onDone }: { rows: Rule[]; onDone: () => void }) {
  const { t } = useWords();
  const { brand } = usePerson();
  const deed = useDeed();
  const options = useChoices();
  const [held, setHeld] = useState<readonly Rule[]>(rows);
  async function submit(event: FormEvent) {
    event.preventDefault();
    const body = { rows: [...held] };
    if (await deed.run(() => ask('writeApprovalRules', { brand: brand.id, body }), t('settings.saved'))) onDone();
  }
  return (
    <form className={replies.rule} onSubmit={submit}>
      {held.length === 0 && <p>{t('approval.noRules')}</p>}
      {held.map((rule, index) => (
        <RuleFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule that is new has no name of its own yet
          key={`${index} of ${held.length}`}
          rule={rule}
          options={options}
          onChange={next => setHeld(all => (next ? all.with(index, next) : all.toSpliced(index, 1)))}
        />
      ))}
      <div className={styles.acts}>
        <Button onClick={() => setHeld(all => [...all, { name: t('approval.newRule'), roles: ['agent', 'partner'] }])}>
          <Icon name="plus" size={16} /> {t('approval.addRule')}
        </Button>
        <Button type="submit" look="primary" disabled={deed.busy}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}

const ROLES = ['agent', 'partner', 'lead'] as const;

type RuleProps = { rule: Rule; options: OptionsOf; onChange: (rule: Rule | null) => void };

function RuleFields({ rule, options, onChange }: RuleProps) {
  const words = useWords();
  const { t } = words;
  const roles = rule.roles ?? [];
  const number = (key: 'newerThanDays' | 'followersFrom' | 'riskFrom') => ({
    type: 'number',
    min: 1,
    value: rule[key] ?? '',
    onChange: (event: { target: { value: string } }) =>
      onChange({ ...rule, [key]: event.target.value === '' ? null : Number(event.target.value) }),
  });
  return (
    <fieldset className={replies.variant}>
      <legend>{rule.name}</legend>
      <Field
        label={t('approval.name')}
        required
        maxLength={120}
        value={rule.name}
        onChange={event => onChange({ ...rule, name: event.target.value })}
      />
      <div className={styles.acts}>
        {ROLES.map(role => (
          <Check
            key={role}
            label={t(`role.${role}`)}
            checked={roles.includes(role)}
            onChange={event =>
              onChange({ ...rule, roles: event.target.checked ? [...roles, role] : roles.filter(one => one !== role) })
            }
          />
        ))}
      </div>
      <div className={replies.pair}>
        <Field label={t('approval.newer')} {...number('newerThanDays')} />
        <Field label={t('approval.followers')} {...number('followersFrom')} />
        <Field label={t('approval.risk')} {...number('riskFrom')} max={100} />
        <WordsField
          label={t('approval.words.held')}
          words={rule.words ?? []}
          onChange={words => onChange({ ...rule, words })}
        />
        <Select
          label={t('approval.priority')}
          value={rule.priorities?.length ? (rule.priorities[0] ?? '') : ''}
          onChange={event => onChange({ ...rule, priorities: prioritiesFrom(event.target.value) })}
        >
          <option value="">{t('approval.any')}</option>
          {PRIORITIES.map(priority => (
            <option key={priority} value={priority}>
              {t('approval.priorityFrom', { priority: t(`macro.priority.${priority}`) })}
            </option>
          ))}
        </Select>
      </div>
      <ConditionList
        conditions={approvalConditions(rule, options, onChange, words)}
        nothing={t('approval.everything')}
      />
      <div className={styles.acts}>
        <Check
          label={t('approval.isOn')}
          checked={rule.isOn ?? true}
          onChange={event => onChange({ ...rule, isOn: event.target.checked })}
        />
        <Button size="small" look="danger" onClick={() => onChange(null)}>
          {t('approval.removeRule')}
        </Button>
      </div>
    </fieldset>
  );
}

type WordsProps = { label: string; words: readonly string[]; onChange: (words: string[]) => void };

/** Words with commas between them; what is being typed stays as it is typed. */
function WordsField({ label, words, onChange }: WordsProps) {
  return (
    <Field
      label={label}
      defaultValue={words.join(', ')}
      onChange={event =>
        onChange(
          event.target.value
            .split(',')
            .map(word => word.trim())
            .filter(Boolean),
        )
      }
    />
  );
}

/** This one and those above it. */
function prioritiesFrom(least: string) {
  return least === '' ? [] : PRIORITIES.slice(Math.max(0, PRIORITIES.indexOf(least as Priority)));
}

type Signature = OutputOf<'listSignatures'>['rows'][number];

function Initials({ rows, onDone }: { rows: Signature[]; onDone: () => void }) {
  const { t } = useWords();
  const { brand, me } = usePerson();
  const [networks] = useAsked('listNetworks', {});
  const deed = useDeed();
  const known = networks.kind === 'ready' ? networks.value.rows.filter(network => network.speaks.length > 0) : [];
  const all = rows.find(one => one.network === '')?.pattern ?? '';
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const lines = ['', ...known.map(network => network.id)].flatMap(network => {
      const pattern = String(form.get(`of ${network}`) ?? '').trim();
      const isNone = form.get(`none ${network}`) === 'on';
      return pattern === '' && !isNone ? [] : [{ network, pattern: isNone ? '' : pattern }];
    });
    const body = { rows: lines };
    if (await deed.run(() => ask('writeSignatures', { brand: brand.id, body }), t('settings.saved'))) onDone();
  }
  return (
    <form className={replies.rule} onSubmit={submit}>
      <Field
        label={t('initials.all')}
        help={t('initials.help', { initials: me.initials, place: INITIALS_PLACE })}
        name="of "
        defaultValue={all}
        placeholder="^{initials}"
        maxLength={40}
        dir="ltr"
      />
      {known.map(network => {
        const line = rows.find(one => one.network === network.id);
        return (
          <div key={network.id} className={styles.line}>
            <Field
              label={network.name}
              name={`of ${network.id}`}
              defaultValue={line?.pattern ?? ''}
              placeholder={all}
              maxLength={40}
              dir="ltr"
            />
            <Check label={t('initials.none')} name={`none ${network.id}`} defaultChecked={line?.pattern === ''} />
          </div>
        );
      })}
      <Button type="submit" disabled={deed.busy}>
        {t('common.save')}
      </Button>
    </form>
  );
}
