import { useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { ask } from '../../../api.ts';
import { useColleagues } from '../../../live/colleagues.ts';
import { usePresence } from '../../../live/presence.ts';
import type { Team } from '../../../live/teams.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Avatar } from '../../../ui/Avatar.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { Hidden } from '../../../ui/Hidden.tsx';
import { PresenceMark } from '../../../ui/PresenceMark.tsx';
import { useAsked } from '../../../use-asked.ts';
import { presenceWords } from '../../shell/presence-words.ts';
import settings from '../Settings.module.css';
import { useDeed } from '../use-deed.ts';
import { TeamForm } from './TeamForm.tsx';
import styles from './Teams.module.css';
import { Working } from './Working.tsx';

export type Inbox = OutputOf<'listInboxes'>['rows'][number];

/** Who answers together and what is theirs; below, what each is good for and how much they carry. */
export function Teams() {
  const { t } = useWords();
  const { brand } = usePerson();
  const [asked, again] = useAsked('listTeams', { brand: brand.id });
  const [inboxes] = useAsked('listInboxes', { brand: brand.id });
  const known = inboxes.kind === 'ready' ? inboxes.value.rows : [];
  return (
    <AskedView asked={asked} again={again}>
      {({ rows }) => (
        <div className={styles.page}>
          {rows.length === 0 && (
            <Empty icon="people" title={t('team.none')}>
              {t('team.noneWhy')}
            </Empty>
          )}
          {rows.map(team => (
            <TeamCard key={team.id} team={team} inboxes={known} onChange={again} />
          ))}
          <NewTeam key={rows.length} isFirst={rows.length === 0} inboxes={known} onDone={again} />
          <Working />
        </div>
      )}
    </AskedView>
  );
}

type NewProps = { isFirst: boolean; inboxes: readonly Inbox[]; onDone: () => void };

/** Open where there is no team yet; else behind a button, so that it does not push the people away. */
function NewTeam({ isFirst, inboxes, onDone }: NewProps) {
  const { t } = useWords();
  const [open, setOpen] = useState(isFirst);
  if (!open) {
    return (
      <div>
        <Button onClick={() => setOpen(true)}>{t('team.new')}</Button>
      </div>
    );
  }
  return (
    <section className={styles.card} aria-label={t('team.new')}>
      <h2>{t('team.new')}</h2>
      <TeamForm team={null} inboxes={inboxes} onDone={onDone} />
    </section>
  );
}

type CardProps = { team: Team; inboxes: readonly Inbox[]; onChange: () => void };

function TeamCard({ team, inboxes, onChange }: CardProps) {
  const { t } = useWords();
  const { brand } = usePerson();
  const deed = useDeed();
  const [open, setOpen] = useState(false);
  async function remove() {
    await deed.run(() => ask('removeTeam', { brand: brand.id, id: team.id }), t('team.removed', { name: team.name }));
    onChange();
  }
  return (
    <section className={styles.card} aria-label={team.name}>
      <header className={styles.head}>
        <h2>
          <bdi>{team.name}</bdi>
        </h2>
        <Numbers team={team} />
        <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'team.close' : 'team.change')} <Hidden>{team.name}</Hidden>
        </Button>
      </header>
      <p className={settings.quiet}>
        {t('team.handsOut')} {t(team.handsOut === 'push' ? 'team.push' : 'team.pull')}.{' '}
        {t(team.handsOut === 'push' ? 'team.pushMeans' : 'team.pullMeans')}
      </p>
      <Faces members={team.members} />
      {open && (
        <>
          <TeamForm
            team={team}
            inboxes={inboxes}
            onDone={() => {
              setOpen(false);
              onChange();
            }}
          />
          <div className={settings.acts}>
            <Button size="small" look="danger" disabled={deed.busy} onClick={remove}>
              {t('team.remove')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

function Numbers({ team }: { team: Team }) {
  const { t } = useWords();
  if (team.waiting === 0) return <span className={styles.numbers}>{t('team.quiet')}</span>;
  const parts = [t('team.waiting', { n: team.waiting })];
  if (team.unassigned > 0) parts.push(t('team.nobodys', { n: team.unassigned }));
  return (
    <span className={styles.numbers}>
      {parts.join(' · ')}
      {team.late > 0 && <b className={styles.late}> · {t('team.late', { n: team.late })}</b>}
    </span>
  );
}

function Faces({ members }: { members: readonly string[] }) {
  const { t } = useWords();
  const colleagues = useColleagues();
  const presence = usePresence();
  if (members.length === 0) return <p className={settings.quiet}>{t('team.noMembers')}</p>;
  return (
    <ul className={styles.faces}>
      {members.map(id => {
        const name = colleagues.get(id)?.name ?? t('happening.somebody');
        const here = presence.get(id);
        return (
          <li key={id}>
            <Avatar name={name} ours size={24} />
            <bdi>{name}</bdi>
            <PresenceMark state={here?.state ?? 'off'} />
            <span className={settings.quiet}>{presenceWords(here, t)}</span>
          </li>
        );
      })}
    </ul>
  );
}
