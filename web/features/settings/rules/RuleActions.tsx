import { useRef, useState } from 'react';
import { ACTIONS_PER_RULE, type RuleAction } from '../../../../src/core/rule.ts';
import { useWords } from '../../../strings/words.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { Field, Select } from '../../../ui/Field.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Choices } from '../../../ui/overlay/lazy.tsx';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import type { Option } from '../conditions/use-choices.ts';
import { MacroParts } from '../replies/MacroEditor.tsx';
import settings from '../Settings.module.css';
import styles from './Rules.module.css';
import { type RuleChoices, useDeedWords } from './use-rule-choices.ts';

type Kind = RuleAction['kind'];
type Props = { actions: readonly RuleAction[]; choices: RuleChoices; onChange: (actions: RuleAction[]) => void };

/** Each as it begins when it is added. */
function freshActions({ replies }: RuleChoices): Record<Kind, RuleAction> {
  return {
    tag: { kind: 'tag', tags: [] },
    untag: { kind: 'untag', tags: [] },
    priority: { kind: 'priority', priority: 'urgent' },
    assign: { kind: 'assign', agentId: null },
    team: { kind: 'team', teamId: null },
    policy: { kind: 'policy', policyId: null },
    note: { kind: 'note', text: '' },
    draft: { kind: 'draft', savedReplyId: replies[0]?.id ?? '' },
    hide: { kind: 'hide' },
    notify: { kind: 'notify', whom: { kind: 'leads' } },
  };
}

/** Of these one says it all. */
const MANY: readonly Kind[] = ['note', 'notify'];

/** What it does, one after the other. */
export function RuleActions({ actions, choices, onChange }: Props) {
  const { t } = useWords();
  const said = useDeedWords(choices);
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const fresh = freshActions(choices);
  const free = (Object.keys(fresh) as Kind[]).filter(
    kind => MANY.includes(kind) || !actions.some(action => action.kind === kind),
  );
  return (
    <>
      {actions.length === 0 && <p className={settings.quiet}>{t('rule.thenHelp')}</p>}
      {actions.map((action, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nothing else names an action
        <div key={`${index} ${action.kind}`} className={styles.action}>
          <Parts action={action} choices={choices} onChange={next => onChange(actions.with(index, next))} />
          <IconButton
            icon="close"
            label={t('rule.take', { what: said(action) })}
            onClick={() => onChange(actions.toSpliced(index, 1))}
          />
        </div>
      ))}
      {actions.length < ACTIONS_PER_RULE && (
        <div>
          <Button
            ref={trigger}
            size="small"
            look="quiet"
            aria-haspopup="menu"
            aria-expanded={open}
            onClick={() => setOpen(true)}
          >
            <Icon name="plus" size={16} /> {t('rule.add')}
          </Button>
        </div>
      )}
      {open && (
        <Choices
          trigger={trigger}
          label={t('rule.add')}
          none=""
          choices={free.map(kind => ({ id: kind, words: t(`rule.do.${kind}`) }))}
          onClose={() => setOpen(false)}
          onChoose={id => {
            const kind = free.find(one => one === id);
            if (kind) onChange([...actions, fresh[kind]]);
          }}
        />
      )}
    </>
  );
}

type PartsProps = { action: RuleAction; choices: RuleChoices; onChange: (action: RuleAction) => void };

function Parts({ action, choices, onChange }: PartsProps) {
  const { t } = useWords();
  const label = t(`rule.do.${action.kind}`);
  switch (action.kind) {
    case 'tag':
    case 'priority':
    case 'team':
    case 'note':
      return (
        <MacroParts
          action={action}
          onChange={next => {
            const isOurs =
              next.kind === 'tag' || next.kind === 'priority' || next.kind === 'team' || next.kind === 'note';
            if (isOurs) onChange(next);
          }}
        />
      );
    case 'untag':
      return (
        <Field
          label={label}
          defaultValue={action.tags.join(', ')}
          required
          onChange={event => onChange({ kind: 'untag', tags: tagsIn(event.target.value) })}
        />
      );
    case 'assign':
      return (
        <One
          label={label}
          value={action.agentId ?? ''}
          options={[{ id: '', words: t('macro.assignNobody') }, ...choices.colleagues]}
          onChange={id => onChange({ kind: 'assign', agentId: id || null })}
        />
      );
    case 'policy':
      return (
        <One
          label={label}
          value={action.policyId ?? ''}
          options={[{ id: '', words: t('rule.policyNone') }, ...choices.policies]}
          onChange={id => onChange({ kind: 'policy', policyId: id || null })}
        />
      );
    case 'draft':
      return <Draft action={action} choices={choices} onChange={onChange} />;
    case 'hide':
      return <p className={settings.quiet}>{`${label}. ${t('rule.hideHelp')}`}</p>;
    case 'notify':
      return <Notify action={action} choices={choices} onChange={onChange} />;
  }
}

function Draft({
  action,
  choices: { replies },
  onChange,
}: PartsProps & { action: Extract<RuleAction, { kind: 'draft' }> }) {
  const { t } = useWords();
  if (replies.length === 0) {
    return (
      <RouteLink to={{ screen: 'settings', tab: 'saved-replies' }} className={settings.quiet}>
        {t('rule.noSaved')}
      </RouteLink>
    );
  }
  return (
    <One
      label={t('rule.do.draft')}
      help={t('rule.draftHelp')}
      value={action.savedReplyId}
      options={replies}
      onChange={id => onChange({ kind: 'draft', savedReplyId: id })}
    />
  );
}

function Notify({
  action: { whom },
  choices,
  onChange,
}: PartsProps & { action: Extract<RuleAction, { kind: 'notify' }> }) {
  const { t } = useWords();
  return (
    <One
      label={t('rule.do.notify')}
      value={whom.kind === 'agent' ? whom.agentId : whom.kind}
      options={[
        { id: 'assignee', words: t('rule.whom.assignee') },
        { id: 'leads', words: t('rule.whom.leads') },
        ...choices.colleagues,
      ]}
      onChange={id =>
        onChange({
          kind: 'notify',
          whom: id === 'assignee' || id === 'leads' ? { kind: id } : { kind: 'agent', agentId: id },
        })
      }
    />
  );
}

type OneProps = {
  label: string;
  help?: string;
  value: string;
  options: readonly Option[];
  onChange: (id: string) => void;
};

/** What was chosen and is gone is shown as gone, not as something else. */
function One({ label, help, value, options, onChange }: OneProps) {
  const { t } = useWords();
  const isGone = !options.some(option => option.id === value);
  return (
    <Select label={label} help={help} value={value} onChange={event => onChange(event.target.value)}>
      {isGone && <option value={value}>{t('rule.gone')}</option>}
      {options.map(({ id, words }) => (
        <option key={id} value={id}>
          {words}
        </option>
      ))}
    </Select>
  );
}

function tagsIn(typed: string): string[] {
  return typed
    .split(',')
    .map(tag => tag.trim())
    .filter(tag => tag !== '');
}
