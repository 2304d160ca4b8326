import type { FormEvent } from 'react';
import { ask } from '../../../api.ts';
import { useColleagues } from '../../../live/colleagues.ts';
import type { Team } from '../../../live/teams.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { Button } from '../../../ui/Button.tsx';
import { Check, Field } from '../../../ui/Field.tsx';
import settings from '../Settings.module.css';
import { useDeed } from '../use-deed.ts';
import styles from './Teams.module.css';
import type { Inbox } from './Teams.tsx';

type Props = { team: Team | null; inboxes: readonly Inbox[]; onDone: () => void };

/** A team's name, people, inboxes, and how its work finds them. */
export function TeamForm({ team, inboxes, onDone }: Props) {
  const { t } = useWords();
  const { brand } = usePerson();
  const colleagues = useColleagues();
  const deed = useDeed();
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = {
      name: String(form.get('name')).trim(),
      handsOut: form.get('handsOut') === 'push' ? ('push' as const) : ('pull' as const),
      members: form.getAll('member').map(String),
      inboxes: form.getAll('inbox').map(String),
    };
    const change = () =>
      team ? ask('changeTeam', { brand: brand.id, id: team.id, body }) : ask('makeTeam', { brand: brand.id, body });
    if (await deed.run(change, t('settings.saved'))) onDone();
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <Field
        label={t('team.name')}
        name="name"
        defaultValue={team?.name ?? ''}
        required
        maxLength={120}
        bad={deed.fields['name']}
      />
      <fieldset className={styles.choice}>
        <legend>{t('team.handsOut')}</legend>
        {(['pull', 'push'] as const).map(way => (
          <label key={way} className={styles.way}>
            <input type="radio" name="handsOut" value={way} defaultChecked={(team?.handsOut ?? 'pull') === way} />
            <span>
              {t(`team.${way}`)}
              <small>{t(`team.${way}Means`)}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <fieldset className={styles.checks}>
        <legend>{t('team.members')}</legend>
        {[...colleagues.values()].map(({ id, name }) => (
          <Check
            key={id}
            name="member"
            value={id}
            label={<bdi>{name}</bdi>}
            defaultChecked={team?.members.includes(id) ?? false}
          />
        ))}
      </fieldset>
      <fieldset className={styles.checks}>
        <legend>{t('team.inboxes')}</legend>
        <p className={settings.quiet}>{t('team.inboxesHelp')}</p>
        {inboxes.map(({ id, name }) => (
          <Check
            key={id}
            name="inbox"
            value={id}
            label={<bdi>{name}</bdi>}
            defaultChecked={team?.inboxes.includes(id) ?? false}
          />
        ))}
      </fieldset>
      <div className={settings.acts}>
        <Button type="submit" look={team ? 'primary' : 'plain'} disabled={deed.busy}>
          {t(team ? 'common.save' : 'team.make')}
        </Button>
      </div>
    </form>
  );
}
