import { PRIORITIES } from '../../../../src/core/view.ts';
import { useColleagues } from '../../../live/colleagues.ts';
import type { SavedReply } from '../../../live/reply-setup.ts';
import { useTeams } from '../../../live/teams.ts';
import { useWords } from '../../../strings/words.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { Field, Select } from '../../../ui/Field.tsx';
import { useEffectWords } from '../../desk/replies/Effects.tsx';
import styles from './Replies.module.css';

type Action = SavedReply['actions'][number];
type Props = { actions: Action[]; onChange: (actions: Action[]) => void };

const FRESH: Record<Action['kind'], Action> = {
  tag: { kind: 'tag', tags: ['tag'] },
  priority: { kind: 'priority', priority: 'high' },
  assign: { kind: 'assign', agentId: 'me' },
  team: { kind: 'team', teamId: null },
  snooze: { kind: 'snooze', minutes: 1440 },
  resolve: { kind: 'resolve' },
  note: { kind: 'note', text: '…' },
};

/** What is done besides when it is sent: all of it, or nothing. */
export function MacroEditor({ actions, onChange }: Props) {
  const { t } = useWords();
  const sentence = useEffectWords();
  const kinds = Object.keys(FRESH) as Action['kind'][];
  const free = kinds.filter(kind => kind === 'note' || !actions.some(action => action.kind === kind));
  return (
    <fieldset className={styles.variant}>
      <legend>{t('macro.title')}</legend>
      {actions.map((action, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nothing else names an action
        <div key={index} className={styles.action}>
          <MacroParts action={action} onChange={next => onChange(actions.with(index, next))} />
          <IconButton
            icon="close"
            label={t('macro.remove', { effect: sentence(action) })}
            onClick={() => onChange(actions.toSpliced(index, 1))}
          />
        </div>
      ))}
      <Select
        label={t('macro.add')}
        value=""
        onChange={event => event.target.value && onChange([...actions, FRESH[event.target.value as Action['kind']]])}
      >
        <option value="">{t('macro.choose')}</option>
        {free.map(kind => (
          <option key={kind} value={kind}>
            {t(`macro.kind.${kind}`)}
          </option>
        ))}
      </Select>
    </fieldset>
  );
}

const HOURS = [1, 4, 24, 48, 168];
const HOUR_MINUTES = 60;

/** What there is to fill in for one deed. */
export function MacroParts({ action, onChange }: { action: Action; onChange: (action: Action) => void }) {
  const { t } = useWords();
  const sentence = useEffectWords();
  const label = t(`macro.kind.${action.kind}`);
  switch (action.kind) {
    case 'tag':
      return (
        <Field
          label={label}
          defaultValue={action.tags.join(', ')}
          required
          onChange={event => {
            const tags = event.target.value
              .split(',')
              .map(tag => tag.trim())
              .filter(tag => tag !== '');
            onChange({ kind: 'tag', tags });
          }}
        />
      );
    case 'priority':
      return (
        <Select
          label={label}
          value={action.priority}
          onChange={event => onChange({ kind: 'priority', priority: event.target.value as typeof action.priority })}
        >
          {PRIORITIES.map(priority => (
            <option key={priority} value={priority}>
              {t(`macro.priority.${priority}`)}
            </option>
          ))}
        </Select>
      );
    case 'assign':
    case 'team':
      return <Whom action={action} onChange={onChange} label={label} />;
    case 'snooze':
      return (
        <Select
          label={label}
          value={action.minutes}
          onChange={event => onChange({ kind: 'snooze', minutes: Number(event.target.value) })}
        >
          {[...new Set([action.minutes, ...HOURS.map(hours => hours * HOUR_MINUTES)])].map(minutes => (
            <option key={minutes} value={minutes}>
              {sentence({ kind: 'snooze', minutes })}
            </option>
          ))}
        </Select>
      );
    case 'note':
      return (
        <Field
          label={label}
          dir="auto"
          value={action.text}
          required
          onChange={event => onChange({ kind: 'note', text: event.target.value })}
        />
      );
    case 'resolve':
      return <p>{t('macro.resolve')}</p>;
  }
}

type WhomProps = {
  action: Extract<Action, { kind: 'assign' | 'team' }>;
  label: string;
  onChange: (action: Action) => void;
};

/** To a colleague or to a team; to nobody is a choice as well. */
function Whom({ action, label, onChange }: WhomProps) {
  const { t } = useWords();
  const colleagues = useColleagues();
  const teams = useTeams();
  const isTeam = action.kind === 'team';
  const choices = [...(isTeam ? teams : colleagues).values()];
  return (
    <Select
      label={label}
      value={(isTeam ? action.teamId : action.agentId) ?? ''}
      onChange={event => {
        const id = event.target.value || null;
        onChange(isTeam ? { kind: 'team', teamId: id } : { kind: 'assign', agentId: id });
      }}
    >
      {!isTeam && <option value="me">{t('macro.assignMe')}</option>}
      <option value="">{t(isTeam ? 'macro.noTeam' : 'macro.assignNobody')}</option>
      {choices.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}
