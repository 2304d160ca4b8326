import { useWords } from '../../strings/words.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { IconName } from '../../ui/icons.ts';
import { useDrop } from './dragging.ts';
import styles from './Team.module.css';
import type { Shown } from './Team.tsx';
import type { Board, Standing } from './use-board.ts';

type Props = { board: Board; shown: Shown; onShow: (shown: Shown) => void; again: () => void };

/** Each team's day: kept, at risk and broken as one bar and in figures. Pressed, the lists are of this team. */
export function Standings({ board, shown, onShow, again }: Props) {
  const { t } = useWords();
  // What belongs to no team is told only where there is any, or there are no teams at all.
  const told = board.teams.filter(team => team.teamId !== null || board.teams.length === 1 || isUsed(team));
  return (
    <section className={styles.column} aria-labelledby="team-standings">
      <h2 id="team-standings">{t('teamBoard.today')}</h2>
      {told.map(team => (
        <StandingCard
          key={team.teamId}
          team={team}
          pressed={shown === team.teamId}
          onPress={() => onShow(shown === team.teamId ? undefined : team.teamId)}
          again={again}
        />
      ))}
      {board.isMore && <p className={styles.quiet}>{t('teamBoard.more')}</p>}
      <p className={styles.quiet}>{t('teamBoard.meaning')}</p>
    </section>
  );
}

function isUsed({ kept, broken, waiting }: Standing): boolean {
  return kept + broken + waiting > 0;
}

type CardProps = { team: Standing; pressed: boolean; onPress: () => void; again: () => void };

function StandingCard({ team, pressed, onPress, again }: CardProps) {
  const { t } = useWords();
  const name = team.name ?? t('teamBoard.noTeam');
  const drop = useDrop({ kind: 'team', teamId: team.teamId }, name, again);
  return (
    <button type="button" className={styles.card} aria-pressed={pressed} onClick={onPress} {...drop}>
      <bdi className={styles.name}>{name}</bdi>
      <Bar team={team} />
      <span className={styles.figures}>
        <Figure look="kept" icon="check" words={t('teamBoard.kept', { n: team.kept })} />
        <Figure look="soon" icon="clock" words={t('teamBoard.atRisk', { n: team.atRisk })} />
        <Figure look="broken" icon="warn" words={t('teamBoard.broken', { n: team.broken })} />
      </span>
      <span className={styles.quiet}>
        {t('team.waiting', { n: team.waiting })}
        {team.unassigned > 0 && ` · ${t('team.nobodys', { n: team.unassigned })}`}
        {team.late > 0 && ` · ${t('team.late', { n: team.late })}`}
      </span>
    </button>
  );
}

function Figure({ look, icon, words }: { look: 'kept' | 'soon' | 'broken'; icon: IconName; words: string }) {
  return (
    <span className={styles[look]}>
      <Icon name={icon} size={12} /> {words}
    </span>
  );
}

const PARTS = ['kept', 'atRisk', 'broken'] as const;

/** Drawn beside its figures, so it says nothing by itself. */
function Bar({ team }: { team: Standing }) {
  const all = Math.max(1, team.kept + team.atRisk + team.broken);
  return (
    <span className={styles.bar} aria-hidden="true">
      {PARTS.filter(part => team[part] > 0).map(part => (
        <span key={part} data-part={part} style={{ flexGrow: team[part] / all }} />
      ))}
    </span>
  );
}
