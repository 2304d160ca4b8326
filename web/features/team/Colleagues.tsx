import { useRef, useState } from 'react';
import { useWritingIn } from '../../live/beside.ts';
import { useColleague } from '../../live/colleagues.ts';
import { usePresence } from '../../live/presence.ts';
import { useRow } from '../../live/store.ts';
import { go } from '../../routes.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { Meter } from '../../ui/Meter.tsx';
import type { Choice } from '../../ui/overlay/ChoicePopover.tsx';
import { Choices } from '../../ui/overlay/lazy.tsx';
import { PresenceMark } from '../../ui/PresenceMark.tsx';
import { Ring } from '../../ui/Ring.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { nowMs } from '../../ui/tick.ts';
import { shortTime } from '../../ui/time.ts';
import { LiveDraft } from '../desk/Beside.tsx';
import { nameOf } from '../desk/face.ts';
import { useBulk } from '../desk/use-bulk.ts';
import { presenceWords } from '../shell/presence-words.ts';
import { useDrop } from './dragging.ts';
import styles from './Team.module.css';
import type { Shown } from './Team.tsx';
import type { Board, OnBoard } from './use-board.ts';

const ORDER = { on: 0, away: 1, off: 2 } as const;

/** Who is here, how full their hands are, and what they hold. By name within on, away and off: nobody is ranked. */
export function Colleagues({ board, shown, again }: { board: Board; shown: Shown; again: () => void }) {
  const { t } = useWords();
  const told = board.colleagues.filter(
    ({ teams }) => shown === undefined || (shown === null ? teams.length === 0 : teams.includes(shown)),
  );
  return (
    <section className={styles.column} aria-labelledby="team-colleagues">
      <h2 id="team-colleagues">{t('teamBoard.colleagues')}</h2>
      <ul className={styles.people}>
        {told
          .toSorted((a, b) => ORDER[a.state] - ORDER[b.state])
          .map(one => (
            <ColleagueCard key={one.agentId} one={one} again={again} />
          ))}
      </ul>
    </section>
  );
}

function ColleagueCard({ one, again }: { one: OnBoard; again: () => void }) {
  const { t, language } = useWords();
  const name = useColleague(one.agentId)?.name ?? t('happening.somebody');
  const here = usePresence().get(one.agentId) ?? one;
  const drop = useDrop({ kind: 'assign', assigneeId: one.agentId }, name, again);
  const [reading, setReading] = useState<string | null>(null);
  return (
    <li className={styles.person} aria-label={name} {...drop}>
      <div className={styles.head}>
        <Avatar name={name} ours />
        <span className={styles.words}>
          <bdi className={styles.name}>{name}</bdi>
          <span className={styles.quiet}>
            <PresenceMark state={here.state} /> {presenceWords(here, t)}
            {here.since && ` · ${t('teamBoard.since', { time: shortTime(here.since, language, nowMs()) })}`}
          </span>
        </span>
        <Deeds one={one} name={name} again={again} onRead={setReading} />
      </div>
      <Meter thin share={one.load / Math.max(1, one.capacity)} />
      <span className={styles.quiet}>
        {t('working.carries')} {t('working.carriesOf', { load: one.load, capacity: one.capacity })}
        {one.kept !== null && one.broken !== null && (
          <>
            {' · '}
            {t('teamBoard.kept', { n: one.kept })} · {t('teamBoard.broken', { n: one.broken })}
          </>
        )}
      </span>
      {one.next.length > 0 && (
        <ul className={styles.holding} aria-label={t('teamBoard.holds', { name })}>
          {one.next.map(id => (
            <Holding key={id} id={id} />
          ))}
          {one.holds > one.next.length && (
            <li className={styles.quiet}>{t('teamBoard.andMore', { n: one.holds - one.next.length })}</li>
          )}
        </ul>
      )}
      {reading !== null && <LiveDraft id={reading} agentId={one.agentId} onClose={() => setReading(null)} />}
    </li>
  );
}

function Holding({ id }: { id: string }) {
  const words = useWords();
  const row = useRow(id);
  if (!row) return null;
  return (
    <li>
      <RouteLink to={{ screen: 'desk', conversation: id }}>
        <bdi>{nameOf(row, words)}</bdi>
      </RouteLink>
      {row.turn && <Ring turn={row.turn} />}
    </li>
  );
}

type DeedsProps = { one: OnBoard; name: string; again: () => void; onRead: (id: string) => void };

function Deeds({ one, name, again, onRead }: DeedsProps) {
  const { t } = useWords();
  const { may } = usePerson();
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const bulk = useBulk();
  const writing = useWritingIn(one.agentId);
  const deeds: (Choice & { does: () => unknown })[] = [];
  if (one.given.length > 0) {
    deeds.push({
      id: 'back',
      words: t('teamBoard.giveBack', { name, n: one.given.length }),
      icon: 'undo',
      does: async () => {
        await bulk(one.given, { kind: 'assign', assigneeId: null });
        again();
      },
    });
  }
  if (may('lead')) {
    if (writing !== null)
      deeds.push({ id: 'read', words: t('beside.draft', { name }), icon: 'eye', does: () => onRead(writing) });
    deeds.push({
      id: 'skills',
      words: t('teamBoard.skills'),
      icon: 'settings',
      does: () => go({ screen: 'settings', tab: 'teams' }),
    });
  }
  if (deeds.length === 0) return null;
  return (
    <>
      <IconButton
        ref={trigger}
        icon="more"
        label={t('teamBoard.deeds', { name })}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      />
      {open && (
        <Choices
          trigger={trigger}
          label={t('teamBoard.deeds', { name })}
          none=""
          choices={deeds.map(({ does: _, ...choice }) => choice)}
          onClose={() => setOpen(false)}
          onChoose={id => deeds.find(deed => deed.id === id)?.does()}
        />
      )}
    </>
  );
}
