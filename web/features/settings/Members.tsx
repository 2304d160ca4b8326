import { type FormEvent, useState } from 'react';
import type { OutputOf } from '../../../src/contract/api.ts';
import { ROLES, type Role } from '../../../src/core/permission.ts';
import { ask } from '../../api.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { AskedView } from '../../ui/AskedView.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import field from '../../ui/Field.module.css';
import { Check, Field, Select } from '../../ui/Field.tsx';
import table from '../../ui/Table.module.css';
import { useAsked } from '../../use-asked.ts';
import styles from './Settings.module.css';
import { useDeed } from './use-deed.ts';

type Member = OutputOf<'listMembers'>['rows'][number];
type Inbox = OutputOf<'listInboxes'>['rows'][number];

/** Who works here, as what, and which inboxes a partner sees. */
export function Members() {
  const { brand, may } = usePerson();
  const [asked, again] = useAsked('listMembers', { brand: brand.id });
  const [inboxes] = useAsked('listInboxes', { brand: brand.id });
  const known = inboxes.kind === 'ready' ? inboxes.value.rows : [];
  return (
    <AskedView asked={asked} again={again}>
      {({ rows }) => (
        <>
          <MemberTable members={rows} inboxes={known} onChange={again} />
          {may('own') && <AddMember inboxes={known} onDone={again} />}
        </>
      )}
    </AskedView>
  );
}

type TableProps = { members: readonly Member[]; inboxes: readonly Inbox[]; onChange: () => void };

function MemberTable({ members, inboxes, onChange }: TableProps) {
  const { t } = useWords();
  const { brand, me, may } = usePerson();
  const deed = useDeed();
  const [renewed, setRenewed] = useState<{ name: string; firstPassword: string } | null>(null);
  async function change(member: Member, role: Role) {
    const reach = role === 'partner' ? { inboxes: inboxes.slice(0, 1).map(inbox => inbox.id) } : {};
    await deed.run(
      () => ask('changeMember', { brand: brand.id, id: member.id, body: { role, ...reach } }),
      t('settings.saved'),
    );
    onChange();
  }
  async function renew({ id, name }: Member) {
    await deed.run(async () => {
      const { firstPassword } = await ask('newPassword', { brand: brand.id, id });
      setRenewed({ name, firstPassword });
    });
  }
  async function remove(member: Member) {
    await deed.run(
      () => ask('removeMember', { brand: brand.id, id: member.id }),
      t('members.removed', { name: member.name }),
    );
    onChange();
  }
  return (
    <section className={`${styles.group} ${styles.table}`}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('field.name')}</th>
            <th scope="col">{t('members.role')}</th>
            <th scope="col">{t('members.sees')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {members.map(member => (
            <tr key={member.id}>
              <td>
                <bdi>{member.name}</bdi>
                <div className={styles.quiet}>{member.email}</div>
              </td>
              <td>
                {may('own') && member.id !== me.id ? (
                  <RoleSelect value={member.role} onChange={role => change(member, role)} />
                ) : (
                  t(`role.${member.role}`)
                )}
              </td>
              <td>
                {member.role === 'partner' ? (
                  <Reach member={member} inboxes={inboxes} onChange={onChange} />
                ) : (
                  t('members.everything')
                )}
              </td>
              <td className={styles.end}>
                {may('own') && member.id !== me.id && (
                  <>
                    <Button size="small" disabled={deed.busy} onClick={() => renew(member)}>
                      {t('members.newPassword')}
                    </Button>{' '}
                    <Button size="small" look="danger" disabled={deed.busy} onClick={() => remove(member)}>
                      {t('members.remove')}
                    </Button>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {renewed && <FirstPassword {...renewed} />}
    </section>
  );
}

function RoleSelect({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  const { t } = useWords();
  return (
    <select
      className={field.input}
      aria-label={t('members.role')}
      value={value}
      onChange={event => onChange(event.target.value as Role)}
    >
      {ROLES.map(role => (
        <option key={role} value={role}>
          {t(`role.${role}`)}
        </option>
      ))}
    </select>
  );
}

type ReachProps = { member: Member; inboxes: readonly Inbox[]; onChange: () => void };

function Reach({ member, inboxes, onChange }: ReachProps) {
  const { t } = useWords();
  const { brand, may } = usePerson();
  const deed = useDeed();
  const seen = member.inboxes === 'all' ? inboxes.map(inbox => inbox.id) : member.inboxes;
  async function change(id: string, on: boolean) {
    const next = on ? [...seen, id] : seen.filter(other => other !== id);
    await deed.run(
      () => ask('changeMember', { brand: brand.id, id: member.id, body: { inboxes: next } }),
      t('settings.saved'),
    );
    onChange();
  }
  return (
    <div className={styles.checks}>
      {inboxes.map(inbox => (
        <Check
          key={inbox.id}
          label={inbox.name}
          checked={seen.includes(inbox.id)}
          disabled={!may('own') || deed.busy}
          onChange={event => change(inbox.id, event.target.checked)}
        />
      ))}
    </div>
  );
}

function AddMember({ inboxes, onDone }: { inboxes: readonly Inbox[]; onDone: () => void }) {
  const { t } = useWords();
  const { brand } = usePerson();
  const deed = useDeed();
  const [role, setRole] = useState<Role>('agent');
  const [added, setAdded] = useState<OutputOf<'addMember'> | null>(null);
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    const reach = role === 'partner' ? { inboxes: form.getAll('inbox').map(String) } : {};
    const body = { name: String(form.get('name')).trim(), email: String(form.get('email')).trim(), role, ...reach };
    const done = await deed.run(async () => setAdded(await ask('addMember', { brand: brand.id, body })));
    if (!done) return;
    element.reset();
    onDone();
  }
  return (
    <section className={styles.group}>
      <h2>{t('members.add')}</h2>
      <form className={styles.form} onSubmit={submit}>
        <div className={styles.line}>
          <Field label={t('field.name')} name="name" required maxLength={120} bad={deed.fields['name']} />
          <Field label={t('field.email')} name="email" type="email" required bad={deed.fields['email']} />
        </div>
        <Select
          label={t('members.role')}
          help={t(`role.${role}Means`)}
          value={role}
          onChange={event => setRole(event.target.value as Role)}
        >
          {ROLES.map(option => (
            <option key={option} value={option}>
              {t(`role.${option}`)}
            </option>
          ))}
        </Select>
        {role === 'partner' && (
          <fieldset className={styles.checks} aria-label={t('members.sees')}>
            {inboxes.map(inbox => (
              <Check key={inbox.id} name="inbox" value={inbox.id} label={inbox.name} />
            ))}
          </fieldset>
        )}
        <div className={styles.acts}>
          <Button type="submit" look="primary" disabled={deed.busy}>
            {t('members.add')}
          </Button>
        </div>
      </form>
      {added?.firstPassword && <FirstPassword name={added.member.name} firstPassword={added.firstPassword} />}
      {added && !added.firstPassword && (
        <Banner meaning="plain" icon="key">
          {t('members.hasAccount', { name: added.member.name })}
        </Banner>
      )}
    </section>
  );
}

function FirstPassword({ name, firstPassword }: { name: string; firstPassword: string }) {
  const { t } = useWords();
  return (
    <Banner meaning="plain" icon="key">
      {t('members.firstPassword', { name })}
      <p className={styles.secret} dir="ltr">
        {firstPassword}
      </p>
    </Banner>
  );
}
