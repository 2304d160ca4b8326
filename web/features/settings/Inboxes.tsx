import type { FormEvent } from 'react';
import type { OutputOf } from '../../../src/contract/api.ts';
import { ask } from '../../api.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { AskedView } from '../../ui/AskedView.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { useAsked } from '../../use-asked.ts';
import styles from './Settings.module.css';
import { useDeed } from './use-deed.ts';

type Inbox = OutputOf<'listInboxes'>['rows'][number];

/** Places of work. What is promised there is for the policies to say. */
export function Inboxes() {
  const { t } = useWords();
  const { brand } = usePerson();
  const [asked, again] = useAsked('listInboxes', { brand: brand.id });
  return (
    <AskedView asked={asked} again={again}>
      {({ rows }) => (
        <>
          {rows.map(inbox => (
            <section key={inbox.id} className={styles.group}>
              <InboxForm inbox={inbox} onDone={again} />
            </section>
          ))}
          <section className={styles.group}>
            <h2>{t('inbox.new')}</h2>
            <InboxForm key={rows.length} inbox={null} onDone={again} />
          </section>
        </>
      )}
    </AskedView>
  );
}

function InboxForm({ inbox, onDone }: { inbox: Inbox | null; onDone: () => void }) {
  const { t } = useWords();
  const { brand } = usePerson();
  const deed = useDeed();
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = { name: String(form.get('name')).trim() };
    const change = () =>
      inbox ? ask('changeInbox', { brand: brand.id, id: inbox.id, body }) : ask('makeInbox', { brand: brand.id, body });
    if (await deed.run(change, t('settings.saved'))) onDone();
  }
  return (
    <form className={styles.line} onSubmit={submit}>
      <Field
        label={t('inbox.name')}
        name="name"
        defaultValue={inbox?.name ?? ''}
        required
        maxLength={120}
        bad={deed.fields['name']}
      />
      <Button type="submit" disabled={deed.busy}>
        {t(inbox ? 'common.save' : 'inbox.make')}
      </Button>
    </form>
  );
}
