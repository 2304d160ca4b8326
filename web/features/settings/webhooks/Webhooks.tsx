import { type FormEvent, useState } from 'react';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { Field } from '../../../ui/Field.tsx';
import { useAsked } from '../../../use-asked.ts';
import settings from '../Settings.module.css';
import { useDeed } from '../use-deed.ts';
import { WebhookCard } from './WebhookCard.tsx';
import styles from './Webhooks.module.css';

/** Other programs that are told what happened here. */
export function Webhooks() {
  const { t } = useWords();
  const { brand } = usePerson();
  const [asked, again] = useAsked('listWebhooks', { brand: brand.id });
  const deed = useDeed();
  const [secret, setSecret] = useState<string | null>(null);
  async function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    const body = { name: String(form.get('name')).trim(), url: String(form.get('url')).trim() };
    const done = await deed.run(async () => setSecret((await ask('addWebhook', { brand: brand.id, body })).secret));
    if (!done) return;
    element.reset();
    again();
  }
  return (
    <>
      <section className={settings.group}>
        <form className={settings.line} onSubmit={add}>
          <Field label={t('webhooks.name')} name="name" required maxLength={120} bad={deed.fields['name']} />
          <Field
            label={t('webhooks.url')}
            name="url"
            type="url"
            required
            dir="ltr"
            placeholder="https://"
            bad={deed.fields['url']}
          />
          <Button type="submit" disabled={deed.busy}>
            {t('webhooks.add')}
          </Button>
        </form>
        {secret && (
          <Banner icon="key">
            {t('webhooks.secret')}
            <p className={settings.secret} dir="ltr">
              {secret}
            </p>
          </Banner>
        )}
      </section>
      <AskedView asked={asked} again={again}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon="link" title={t('webhooks.none')}>
              {t('webhooks.noneWhy')}
            </Empty>
          ) : (
            <ul className={styles.list}>
              {rows.map(row => (
                <WebhookCard key={row.id} webhook={row} again={again} />
              ))}
            </ul>
          )
        }
      </AskedView>
    </>
  );
}
