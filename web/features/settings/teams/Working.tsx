import { type FormEvent, useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import type { SkillKind } from '../../../../src/core/skill.ts';
import { CAPACITY_LIMIT } from '../../../../src/core/weight.ts';
import { ask } from '../../../api.ts';
import { useColleagues } from '../../../live/colleagues.ts';
import { usePresence } from '../../../live/presence.ts';
import { usePerson } from '../../../session.ts';
import { useWords, type Words } from '../../../strings/words.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Hidden } from '../../../ui/Hidden.tsx';
import { networkName } from '../../../ui/networks.ts';
import { PresenceMark } from '../../../ui/PresenceMark.tsx';
import { useAsked } from '../../../use-asked.ts';
import { languageName } from '../../desk/language-badge.ts';
import { presenceWords } from '../../shell/presence-words.ts';
import settings from '../Settings.module.css';
import { useDeed } from '../use-deed.ts';
import styles from './Teams.module.css';

export type WorkingRow = OutputOf<'listWorking'>['rows'][number];

/** What each colleague is good for, how much they carry at once, and how much they carry now. */
export function Working() {
  const { t } = useWords();
  const { brand } = usePerson();
  const [asked, again] = useAsked('listWorking', { brand: brand.id });
  return (
    <section className={styles.working} aria-label={t('working.title')}>
      <h2>{t('working.title')}</h2>
      <p className={settings.quiet}>{t('working.lead')}</p>
      <AskedView asked={asked} again={again}>
        {({ rows }) => (
          <ul className={styles.people}>
            {rows.map(row => (
              <Colleague key={row.agentId} row={row} onChange={again} />
            ))}
          </ul>
        )}
      </AskedView>
    </section>
  );
}

type RowProps = { row: WorkingRow; onChange: () => void };

function Colleague({ row, onChange }: RowProps) {
  const words = useWords();
  const { t } = words;
  const [open, setOpen] = useState(false);
  const name = useColleagues().get(row.agentId)?.name ?? t('happening.somebody');
  const here = usePresence().get(row.agentId);
  return (
    <li className={styles.person}>
      <div className={styles.line}>
        <span className={styles.who}>
          <PresenceMark state={here?.state ?? 'off'} />
          <bdi>{name}</bdi>
          <span className={settings.quiet}>{presenceWords(here, t)}</span>
        </span>
        <span className={styles.skills}>{skillWords(row, words)}</span>
        <span className={styles.load}>
          {t('working.carries')} {t('working.carriesOf', { load: row.load, capacity: row.capacity })}
          {row.hardCases > 0 && <small>{t('working.hard', { n: row.hardCases })}</small>}
        </span>
        <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'team.close' : 'team.change')} <Hidden>{name}</Hidden>
        </Button>
      </div>
      {open && (
        <WorkingForm
          row={row}
          onDone={() => {
            setOpen(false);
            onChange();
          }}
        />
      )}
    </li>
  );
}

/** "English, Greek · Bluesky · refund", or that everything is theirs. */
export function skillWords({ skills }: Pick<WorkingRow, 'skills'>, { t, chosen }: Words): string {
  const of = (kind: SkillKind) => skills.filter(skill => skill.kind === kind).map(({ value }) => value);
  const parts = [
    of('language').map(value => languageName(value, chosen)),
    of('network').map(networkName),
    of('topic'),
  ].filter(values => values.length > 0);
  return parts.length === 0 ? t('working.any') : parts.map(values => values.join(', ')).join(' · ');
}

const KINDS = { language: 'languages', network: 'networks', topic: 'topics' } as const;
const EXAMPLES = { language: 'en, el', network: 'bluesky, mastodon', topic: 'refund, grinder' } as const;

function WorkingForm({ row, onDone }: { row: WorkingRow; onDone: () => void }) {
  const { t } = useWords();
  const { brand } = usePerson();
  const deed = useDeed();
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const skills = (Object.keys(KINDS) as SkillKind[]).flatMap(kind =>
      String(form.get(kind) ?? '')
        .split(/[,،;]/)
        .map(value => value.trim())
        .filter(value => value !== '')
        .map(value => ({ kind, value })),
    );
    const body = { skills, capacity: Number(form.get('capacity')) };
    const change = () => ask('changeWorking', { brand: brand.id, id: row.agentId, body });
    if (await deed.run(change, t('settings.saved'))) onDone();
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      {(Object.keys(KINDS) as SkillKind[]).map(kind => (
        <Field
          key={kind}
          label={t(`working.${KINDS[kind]}`)}
          help={t('working.commas', { example: EXAMPLES[kind] })}
          name={kind}
          dir="auto"
          defaultValue={row.skills.flatMap(skill => (skill.kind === kind ? [skill.value] : [])).join(', ')}
        />
      ))}
      <Field
        type="number"
        label={t('working.capacity')}
        name="capacity"
        min={1}
        max={CAPACITY_LIMIT}
        defaultValue={row.capacity}
        required
        bad={deed.fields['capacity']}
      />
      <div className={settings.acts}>
        <Button type="submit" look="primary" disabled={deed.busy}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}
