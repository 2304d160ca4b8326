import { useEffect, useRef, useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import type { Aspect } from '../../../../src/core/triage/reading.ts';
import { ask } from '../../../api.ts';
import { refusalWords } from '../../../refusal-words.ts';
import { usePerson } from '../../../session.ts';
import { useWords, type Words } from '../../../strings/words.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { LinkButton } from '../../../ui/Button.tsx';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import { complain } from '../../../ui/toast.ts';
import { asRefusal, useAsked } from '../../../use-asked.ts';
import { valueWords } from '../../desk/readings/reading-words.ts';
import { saidNames } from '../../desk/readings/values.ts';
import { dayOf } from '../../listening/figures/percent.ts';
import styles from './Learning.module.css';

type Correction = OutputOf<'listCorrections'>['rows'][number];

const ROWS_AT_ONCE = 10;

/** What people said of posts, newest first, with what follows from their deeds; each opens its conversation. `turn` changes as more is said. */
export function SaidList({ aspect, turn }: { aspect: Aspect; turn: number }) {
  const words = useWords();
  const { t } = words;
  const { brand } = usePerson();
  const query = { aspect, limit: ROWS_AT_ONCE };
  const [asked, again] = useAsked('listCorrections', { brand: brand.id, query });
  // Read again as more is said.
  const seen = useRef(turn);
  useEffect(() => {
    if (seen.current !== turn) again();
    seen.current = turn;
  }, [turn, again]);
  const [more, setMore] = useState<{ rows: Correction[]; next: string | null } | null>(null);
  const first = asked.kind === 'ready' ? asked.value : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new first page makes the later ones old
  useEffect(() => setMore(null), [first]);

  async function earlier(after: string) {
    try {
      const page = await ask('listCorrections', { brand: brand.id, query: { ...query, after } });
      setMore({ rows: [...(more?.rows ?? []), ...page.rows], next: page.next });
    } catch (error) {
      complain(refusalWords(asRefusal(error), words));
    }
  }
  return (
    <AskedView asked={asked} again={again} rows={2}>
      {page => {
        const rows = [...page.rows, ...(more?.rows ?? [])];
        const next = more === null ? page.next : more.next;
        if (rows.length === 0) return <p className={styles.means}>{t('learning.said.none')}</p>;
        return (
          <>
            <ul className={styles.posts} aria-label={t('learning.said')}>
              {rows.map(row => (
                <SaidLine key={row.id} row={row} words={words} />
              ))}
            </ul>
            {next !== null && <LinkButton onClick={() => void earlier(next)}>{t('learning.said.more')}</LinkButton>}
          </>
        );
      }}
    </AskedView>
  );
}

function SaidLine({ row, words }: { row: Correction; words: Words }) {
  const { t, language } = words;
  const values = saidNames(row.said).map(({ name, isTaken }) => {
    const value = valueWords(row.said.aspect, name, words);
    return isTaken ? t('triage.not', { value }) : value;
  });
  const who = oneLine(row.agentName ?? '') || t('happening.somebody');
  const value = new Intl.ListFormat(language).format(values);
  const notes = [
    row.deed && t(`learning.said.deed.${row.deed}`),
    row.undoneAt && t('learning.said.undone'),
    row.isSetAside && t('learning.said.setAside'),
  ].filter(note => note);
  return (
    <li data-undone={row.undoneAt !== null || row.isSetAside}>
      <RouteLink to={{ screen: 'desk', conversation: row.conversationId }} className={styles.post}>
        <span dir="auto">{oneLine(row.preview) || t('learning.goneWords')}</span>
      </RouteLink>
      <span className={styles.wasIs}>
        {t(row.source === 'person' ? 'learning.said.by' : 'learning.said.follows', { who, value })}
        {notes.length > 0 && ` · ${notes.join(' · ')}`} · {dayOf(row.at, language, true)}
      </span>
    </li>
  );
}
