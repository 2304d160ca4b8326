import type { OutputOf } from '../../../src/contract/api.ts';
import { ask } from '../../api.ts';
import { refusalWords } from '../../refusal-words.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import { complain, say } from '../../ui/toast.ts';
import { asRefusal, useAsked } from '../../use-asked.ts';
import { becauseOf } from './because.ts';
import styles from './History.module.css';
import type { Contact } from './Known.tsx';

type Change = OutputOf<'contactHistory'>['rows'][number];
type Names = ReadonlyMap<string, string>;

/** Who was put together with whom and why, with the way back; and every other change, newest first. */
export function History({ contact, turn, onDone }: { contact: Contact; turn: number; onDone: () => void }) {
  const { t } = useWords();
  const { brand } = usePerson();
  const [asked] = useAsked('contactHistory', { brand: brand.id, id: contact.id, query: { limit: 20 + (turn % 2) } });
  const [colleagues] = useAsked('listColleagues', { brand: brand.id });
  if (asked.kind !== 'ready' || asked.value.rows.length === 0) return null;
  const rows = colleagues.kind === 'ready' ? colleagues.value.rows : [];
  const names: Names = new Map(rows.map(one => [one.id, one.name]));
  const open = new Set(contact.merges.map(one => one.id));
  return (
    <section className={styles.history}>
      <h3>{t('people.history')}</h3>
      <ol>
        {asked.value.rows.map(change => (
          <Line key={change.id} change={change} names={names} canUndo={open.has(change.id)} onDone={onDone} />
        ))}
      </ol>
    </section>
  );
}

function Line({
  change,
  names,
  canUndo,
  onDone,
}: {
  change: Change;
  names: Names;
  canUndo: boolean;
  onDone: () => void;
}) {
  const words = useWords();
  const { t } = words;
  const { brand } = usePerson();
  const by = change.fileName ?? names.get(change.agentId ?? '') ?? t('people.somebody');
  async function undo() {
    try {
      await ask('unmergeContacts', { brand: brand.id, id: change.id });
      say(t('people.areTwo'));
      onDone();
    } catch (error) {
      complain(refusalWords(asRefusal(error), words));
    }
  }
  return (
    <li className={change.undoneAt ? styles.undone : undefined}>
      <span>
        <Deed change={change} by={oneLine(by)} />
        {change.evidence.length > 0 && (
          <small>{t('people.becauseOnly', { reasons: becauseOf(change.evidence, words) })}</small>
        )}
      </span>
      <span className={styles.end}>
        {change.undoneAt ? t('people.undone') : <Moment at={change.at} />}
        {canUndo && <LinkButton onClick={undo}>{t('people.takeApart')}</LinkButton>}
      </span>
    </li>
  );
}

function Deed({ change: { kind, edit, from }, by }: { change: Change; by: string }) {
  const { t, language } = useWords();
  if (kind === 'merge') return t('people.didMerge', { by, name: oneLine(from?.name ?? '') });
  if (kind === 'made') return t('people.didImport', { by });
  const parts = [
    edit?.name === undefined ? null : t('people.part.name'),
    edit?.notes === undefined ? null : t('people.part.notes'),
    edit?.tagsAdded || edit?.tagsRemoved ? t('people.part.tags') : null,
    edit?.value === undefined ? null : t('people.part.value'),
    edit?.fields && Object.keys(edit.fields).length > 0 ? t('people.part.fields') : null,
  ].filter(part => part !== null);
  return t('people.didEdit', { by, parts: new Intl.ListFormat(language).format(parts) });
}
