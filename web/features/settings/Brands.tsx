import type { FormEvent } from 'react';
import { ask } from '../../api.ts';
import { chooseBrand, refreshSession, usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import table from '../../ui/Table.module.css';
import styles from './Settings.module.css';
import { useDeed } from './use-deed.ts';

/** The brands this person works for, one in front at a time. */
export function Brands() {
  const { t } = useWords();
  const { me, brand, may } = usePerson();
  const deed = useDeed();
  async function rename(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name')).trim();
    if (await deed.run(() => ask('changeBrand', { brand: brand.id, body: { name } }), t('settings.saved')))
      await refreshSession();
  }
  async function make(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const element = event.currentTarget;
    const name = String(new FormData(element).get('new')).trim();
    if (!(await deed.run(() => ask('makeBrand', { body: { name } }), t('brands.made', { name })))) return;
    element.reset();
    await refreshSession();
  }
  const owns = me.brands.some(other => other.role === 'owner');
  return (
    <>
      <section className={`${styles.group} ${styles.table}`}>
        <table className={table.table}>
          <tbody>
            {me.brands.map(other => (
              <tr key={other.id}>
                <td>
                  <bdi>{other.name}</bdi>
                </td>
                <td className={styles.quiet}>{other.role && t(`role.${other.role}`)}</td>
                <td className={styles.end}>
                  {other.id === brand.id ? (
                    <span className={styles.quiet}>{t('brands.here')}</span>
                  ) : (
                    <Button size="small" onClick={() => chooseBrand(other.id)}>
                      {t('brands.turnTo')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {may('own') && (
        <section className={styles.group}>
          <form key={brand.name} className={styles.line} onSubmit={rename}>
            <Field
              label={t('brands.name')}
              name="name"
              defaultValue={brand.name}
              required
              maxLength={120}
              bad={deed.fields['name']}
            />
            <Button type="submit" disabled={deed.busy}>
              {t('common.save')}
            </Button>
          </form>
        </section>
      )}
      {owns && (
        <section className={styles.group}>
          <form className={styles.line} onSubmit={make}>
            <Field label={t('brands.new')} name="new" required maxLength={120} />
            <Button type="submit" disabled={deed.busy}>
              {t('brands.make')}
            </Button>
          </form>
        </section>
      )}
    </>
  );
}
