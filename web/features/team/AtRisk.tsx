import { useRef, useState } from 'react';
import { useAction } from '../../actions/registry.ts';
import { useRow } from '../../live/store.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { spokenDuration } from '../../ui/duration.ts';
import { Empty } from '../../ui/Empty.tsx';
import { nowMs } from '../../ui/tick.ts';
import { selectTo, toggleSelected, useSelection } from '../desk/selection.ts';
import { AssignTo } from './AssignTo.tsx';
import { RiskRow } from './RiskRow.tsx';
import styles from './Team.module.css';
import type { Shown } from './Team.tsx';
import type { Board } from './use-board.ts';

/** Who waits too long, and who soon will, least time left first. Rows are chosen, dragged, or given away by keys. */
export function AtRisk({ board, shown }: { board: Board; shown: Shown }) {
  const { t } = useWords();
  const teamOf = new Map(board.conversations.map(row => [row.id, row.teamId]));
  const isShown = (id: string) => shown === undefined || teamOf.get(id) === shown;
  const [late, risky] = [board.late.filter(isShown), board.atRisk.filter(isShown)];
  const list = useRef<HTMLElement>(null);
  useWalk(list, [...late, ...risky]);
  const [giving, setGiving] = useState<readonly string[] | null>(null);
  const chosen = useSelection();
  const trigger = useRef<HTMLElement>(null);
  useAction('assign', () => {
    const here = focused(list.current);
    const ids = chosen.size > 0 ? [...chosen] : here === null ? [...late, ...risky].slice(0, 1) : [here];
    trigger.current = list.current?.querySelector<HTMLElement>(`[data-risk="${ids[0]}"]`) ?? null;
    if (ids.length > 0) setGiving(ids);
  });
  return (
    <section ref={list} className={styles.column} aria-labelledby="team-risk">
      <h2 id="team-risk">{t('teamBoard.pressing')}</h2>
      {late.length + risky.length === 0 ? (
        <Empty icon="check" title={t('teamBoard.calm')}>
          <NextDue board={board} />
        </Empty>
      ) : (
        <>
          <Rows ids={late} label={t('teamBoard.late')} all={[...late, ...risky]} />
          <Rows ids={risky} label={t('teamBoard.risky')} all={[...late, ...risky]} />
        </>
      )}
      {giving && <AssignTo ids={giving} trigger={trigger} onClose={() => setGiving(null)} />}
    </section>
  );
}

function NextDue({ board: { nextDueAt } }: { board: Board }) {
  const { t, language } = useWords();
  if (nextDueAt === null) return t('teamBoard.nothingDue');
  return t('teamBoard.nextDue', { time: spokenDuration(Date.parse(nextDueAt) - nowMs(), language) });
}

function Rows({ ids, label, all }: { ids: readonly string[]; label: string; all: readonly string[] }) {
  if (ids.length === 0) return null;
  return (
    <>
      <h3 className={styles.stretch}>
        {label} <span className={styles.quiet}>{ids.length}</span>
      </h3>
      <ul className={styles.rows}>
        {ids.map(id => (
          <OneRow key={id} id={id} all={all} />
        ))}
      </ul>
    </>
  );
}

function OneRow({ id, all }: { id: string; all: readonly string[] }) {
  const row = useRow(id);
  const { brand, may } = usePerson();
  return row ? <RiskRow row={row} brand={brand.id} all={all} mayMove={may('answer')} /> : null;
}

/** j and k walk the rows; x chooses the one the keyboard is on. */
function useWalk(list: React.RefObject<HTMLElement | null>, ids: readonly string[]): void {
  function step(by: number) {
    const here = focused(list.current);
    const at = here === null ? (by > 0 ? 0 : ids.length - 1) : ids.indexOf(here) + by;
    const to = ids[Math.max(0, Math.min(ids.length - 1, at))];
    if (to) list.current?.querySelector<HTMLElement>(`[data-risk="${to}"]`)?.focus();
  }
  function choose(pick: (id: string) => void) {
    const here = focused(list.current);
    if (here !== null) pick(here);
  }
  useAction('down', () => step(1));
  useAction('up', () => step(-1));
  useAction('select', () => choose(toggleSelected));
  useAction('selectRange', () => choose(id => selectTo(id, ids)));
}

function focused(list: HTMLElement | null): string | null {
  const here = document.activeElement;
  return here instanceof HTMLElement && list?.contains(here) ? (here.dataset['risk'] ?? null) : null;
}
