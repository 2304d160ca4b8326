import { type FormEvent, useState } from 'react';
import { ask } from '../../api.ts';
import { useWords } from '../../strings/words.ts';
import { AskedView } from '../../ui/AskedView.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Field } from '../../ui/Field.tsx';
import { Moment } from '../../ui/Moment.tsx';
import table from '../../ui/Table.module.css';
import { useAsked } from '../../use-asked.ts';
import styles from './Settings.module.css';
import { useDeed } from './use-deed.ts';

/** Keys for programs that act in my name; each is shown once. */
export function Tokens() {
  const { t } = useWords();
  const [asked, again] = useAsked('listTokens', {});
  const deed = useDeed();
  const [made, setMade] = useState<string | null>(null);
  async function make(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const element = event.currentTarget;
    const name = String(new FormData(element).get('name')).trim();
    if (!(await deed.run(async () => setMade((await ask('makeToken', { body: { name } })).token)))) return;
    element.reset();
    again();
  }
  async function revoke(id: string) {
    await deed.run(() => ask('revokeToken', { id }), t('tokens.revoked'));
    again();
  }
  return (
    <>
      <section className={styles.group}>
        <form className={styles.line} onSubmit={make}>
          <Field label={t('tokens.name')} name="name" required maxLength={120} bad={deed.fields['name']} />
          <Button type="submit" disabled={deed.busy}>
            {t('tokens.make')}
          </Button>
        </form>
        {made && (
          <Banner icon="key">
            {t('tokens.once')}
            <p className={styles.secret} dir="ltr">
              {made}
            </p>
          </Banner>
        )}
      </section>
      <AskedView asked={asked} again={again}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon="key" title={t('tokens.none')}>
              {t('tokens.noneWhy')}
            </Empty>
          ) : (
            <div className={styles.table}>
              <table className={table.table}>
                <tbody>
                  {rows.map(token => (
                    <tr key={token.id}>
                      <td>
                        <bdi>{token.name}</bdi>
                        <div className={styles.quiet} dir="ltr">
                          {token.start}…
                        </div>
                      </td>
                      <td className={styles.quiet}>
                        {token.lastUsedAt ? (
                          <>
                            {t('tokens.lastUsed')} <Moment at={token.lastUsedAt} />
                          </>
                        ) : (
                          t('tokens.neverUsed')
                        )}
                      </td>
                      <td className={styles.end}>
                        <Button size="small" look="danger" onClick={() => revoke(token.id)}>
                          {t('tokens.revoke')}
                        </Button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </AskedView>
    </>
  );
}
