import { ACTIONS, type Action, type ActionGroup } from '../../actions/action.ts';
import { useWords } from '../../strings/words.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { DialogBox } from '../../ui/overlay/DialogBox.tsx';
import styles from './Palette.module.css';

const COLUMNS: ActionGroup[][] = [
  ['move', 'go', 'anywhere'],
  ['answer', 'decide'],
];

/** Every key of the desk, drawn from the list of actions. */
export function Help({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  return (
    <DialogBox title={t('help.title')} onClose={onClose}>
      <p className={styles.lead}>{t('help.lead')}</p>
      <div className={styles.columns}>
        {COLUMNS.map(groups => (
          <div key={groups[0]}>
            {groups.map(group => (
              <KeyGroup key={group} group={group} />
            ))}
          </div>
        ))}
      </div>
    </DialogBox>
  );
}

function KeyGroup({ group }: { group: ActionGroup }) {
  const { t } = useWords();
  const actions: readonly Action[] = ACTIONS;
  return (
    <section className={styles.group}>
      <h3>{t(`help.group.${group}`)}</h3>
      {actions
        .filter(action => action.group === group)
        .map(action => (
          <div key={action.id} className={styles.key}>
            <span>{t(action.label)}</span>
            <Kbd keys={action.keys[0] ?? ''} />
          </div>
        ))}
    </section>
  );
}
