import { lazy, Suspense, useEffect, useState } from 'react';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { AskedView } from '../../ui/AskedView.tsx';
import { Page } from '../../ui/Page.tsx';
import { clearSelection, useSelection } from '../desk/selection.ts';
import { AtRisk } from './AtRisk.tsx';
import { Colleagues } from './Colleagues.tsx';
import { Standings } from './Standings.tsx';
import styles from './Team.module.css';
import { type Board, useBoard } from './use-board.ts';

const BulkBar = lazy(() => import('../desk/BulkBar.tsx').then(module => ({ default: module.BulkBar })));

const ShortNow = lazy(() => import('../insight/crisis/ShortNow.tsx').then(module => ({ default: module.ShortNow })));

/** Of which team the lists are; undefined: of all. */
export type Shown = string | null | undefined;

/** Today's promise, live: how each team keeps it, who is about to wait too long, and who is here to answer. */
export function Team() {
  const { t } = useWords();
  const [asked, again] = useBoard();
  useEffect(() => clearSelection, []);
  return (
    <Page title={t('teamBoard.title')} aside={asked.kind === 'ready' ? <Soon board={asked.value} /> : undefined}>
      <AskedView asked={asked} again={again} rows={8}>
        {board => (
          <>
            <Suspense fallback={null}>
              <ShortNow />
            </Suspense>
            <Columns board={board} again={again} />
          </>
        )}
      </AskedView>
    </Page>
  );
}

function Soon({ board }: { board: Board }) {
  const { t } = useWords();
  return t('teamBoard.soon', { n: board.teams.reduce((sum, team) => sum + team.soon, 0) });
}

function Columns({ board, again }: { board: Board; again: () => void }) {
  const { may } = usePerson();
  const [shown, setShown] = useState<Shown>(undefined);
  const isChoosing = useSelection().size > 0;
  return (
    <div className={styles.columns}>
      <Standings board={board} shown={shown} onShow={setShown} again={again} />
      <div className={styles.middle}>
        {isChoosing && may('answer') && (
          <Suspense fallback={null}>
            <BulkBar />
          </Suspense>
        )}
        <AtRisk board={board} shown={shown} />
      </div>
      <Colleagues board={board} shown={shown} again={again} />
    </div>
  );
}
