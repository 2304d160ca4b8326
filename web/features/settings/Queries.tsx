import type { FormEvent } from 'react';
import { ask } from '../../api.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { AskedView } from '../../ui/AskedView.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Field } from '../../ui/Field.tsx';
import { Moment } from '../../ui/Moment.tsx';
import table from '../../ui/Table.module.css';
import { useAsked } from '../../use-asked.ts';
import styles from './Settings.module.css';
import { useDeed } from './use-deed.ts';

/** The words we listen for where nobody tags us. */
export function Queries() {
  const { t } = useWords();
  const { brand, may } = usePerson();
  const [asked, again] = useAsked('listQueries', { brand: brand.id });
  const deed = useDeed();
  async function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const element = event.currentTarget;
    const text = String(new FormData(element).get('text')).trim();
    if (!(await deed.run(() => ask('addQuery', { brand: brand.id, body: { text } }), t('queries.added')))) return;
    element.reset();
    again();
  }
  async function remove(id: string) {
    await deed.run(() => ask('removeQuery', { brand: brand.id, id }), t('queries.removed'));
    again();
  }
  return (
    <>
      {may('lead') && (
        <section className={styles.group}>
          <form className={styles.line} onSubmit={add}>
            <Field
              label={t('queries.words')}
              help={t('queries.help')}
              name="text"
              dir="auto"
              required
              maxLength={1000}
              bad={deed.fields['text']}
            />
            <Button type="submit" disabled={deed.busy}>
              {t('queries.add')}
            </Button>
          </form>
        </section>
      )}
      <AskedView asked={asked} again={again}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon="wave" title={t('queries.none')}>
              {t('queries.noneWhy')}
            </Empty>
          ) : (
            <div className={styles.table}>
              <table className={table.table}>
                <tbody>
                  {rows.map(query => (
                    <tr key={query.id}>
                      <td>
                        <bdi>{query.text}</bdi>
                      </td>
                      <td className={styles.quiet}>
                        <Moment at={query.createdAt} />
                      </td>
                      <td className={styles.end}>
                        {may('lead') && (
                          <Button size="small" look="danger" onClick={() => remove(query.id)}>
                            {t('queries.remove')}
                          </Button>
                        )}
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
