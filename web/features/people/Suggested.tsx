import { useState } from 'react';
import { ask } from '../../api.ts';
import { refusalWords } from '../../refusal-words.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { NetworkMark } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import { complain, say } from '../../ui/toast.ts';
import { asRefusal, useAsked } from '../../use-asked.ts';
import { becauseOf, doubtsIn, type Suggestion } from './because.ts';
import styles from './Suggested.module.css';

type Props = {
  contactId: string;
  /** Anything that says the contact has changed. */
  turn: number | string;
  onDone: () => void;
};

/** Perhaps the same person as somebody else here: the reasons, and a person's yes or no. */
export function Suggested({ contactId, turn, onDone }: Props) {
  const { brand, may } = usePerson();
  return may('read_people') ? (
    <Asking key={`${contactId} ${turn} ${brand.id}`} contactId={contactId} onDone={onDone} />
  ) : null;
}

function Asking({ contactId, onDone }: Pick<Props, 'contactId' | 'onDone'>) {
  const { brand } = usePerson();
  const [asked, again] = useAsked('listSuggestions', { brand: brand.id, query: { contact: contactId, limit: 3 } });
  if (asked.kind !== 'ready') return null;
  const after = () => {
    again();
    onDone();
  };
  return asked.value.rows.map(one => <Question key={one.id} asked={one} onDone={after} />);
}

/** @param asked the first of the two is the one that is looked at */
export function Question({ asked, onDone }: { asked: Suggestion; onDone: () => void }) {
  const words = useWords();
  const { t, rich, language } = words;
  const { brand } = usePerson();
  const [busy, setBusy] = useState(false);
  const { one, other, evidence } = asked;
  const percent = new Intl.NumberFormat(language, { style: 'percent' }).format(asked.score);
  const doubts = doubtsIn(evidence, words);
  async function decide(decision: 'same' | 'different') {
    setBusy(true);
    try {
      const body = { decision, keep: one.id };
      const { mergeId } = await ask('decideSuggestion', { brand: brand.id, id: asked.id, body });
      say(t(decision === 'same' ? 'people.areOne' : 'people.areTwo'), { undo: () => void takeBack(mergeId) });
      onDone();
    } catch (error) {
      complain(refusalWords(asRefusal(error), words));
    } finally {
      setBusy(false);
    }
  }
  async function takeBack(mergeId: string | null) {
    try {
      if (mergeId) await ask('unmergeContacts', { brand: brand.id, id: mergeId });
      else await ask('decideSuggestion', { brand: brand.id, id: asked.id, body: { decision: 'open' } });
      onDone();
    } catch (error) {
      complain(refusalWords(asRefusal(error), words));
    }
  }
  const name = (
    <RouteLink key="name" className={styles.name} to={{ screen: 'people', contact: other.id }}>
      {other.identities[0] && <NetworkMark network={other.identities[0].network} />}
      <bdi>{oneLine(other.name) || t('queue.noName')}</bdi>
    </RouteLink>
  );
  return (
    <section className={styles.question} aria-label={t('people.perhaps')}>
      <Icon name="link" size={16} />
      <div>
        <p>{rich('people.perhapsSame', { name })}</p>
        <p className={styles.why}>{t('people.becauseAll', { reasons: becauseOf(evidence, words), percent })}</p>
        {doubts && <p className={styles.why}>{t('people.butAll', { doubts })}</p>}
        <div className={styles.acts}>
          <Button size="small" disabled={busy} onClick={() => decide('same')}>
            {t('people.same')}
          </Button>
          <Button size="small" look="quiet" disabled={busy} onClick={() => decide('different')}>
            {t('people.different')}
          </Button>
        </div>
      </div>
    </section>
  );
}
