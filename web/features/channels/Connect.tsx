import { type FormEvent, useState } from 'react';
import type { OutputOf } from '../../../src/contract/api.ts';
import { type ApiRefusal, ask } from '../../api.ts';
import { refusalWords } from '../../refusal-words.ts';
import { go } from '../../routes.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { AskedView } from '../../ui/AskedView.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Field, Select } from '../../ui/Field.tsx';
import { say } from '../../ui/toast.ts';
import { asRefusal, useAsked } from '../../use-asked.ts';
import styles from './Channels.module.css';

type Network = OutputOf<'listNetworks'>['rows'][number];
type Props = { onDone: () => void; onClose: () => void };

/** Connects an account: the form is drawn from what the network itself asks for. */
export function Connect({ onDone, onClose }: Props) {
  const { t } = useWords();
  const [asked, again] = useAsked('listNetworks', {});
  return (
    <aside className={styles.detail} aria-label={t('channels.connect')}>
      <div className={styles.detailHead}>
        <h2>{t('channels.connectTitle')}</h2>
        <IconButton icon="close" label={t('common.close')} onClick={onClose} />
      </div>
      <div className={styles.scroll}>
        <AskedView asked={asked} again={again}>
          {({ rows }) => <ConnectForm networks={rows} onDone={onDone} />}
        </AskedView>
      </div>
    </aside>
  );
}

function ConnectForm({ networks, onDone }: { networks: readonly Network[]; onDone: () => void }) {
  const words = useWords();
  const { t } = words;
  const { brand } = usePerson();
  const [chosen, setChosen] = useState(networks[0]?.id ?? '');
  const [inboxes] = useAsked('listInboxes', { brand: brand.id });
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ApiRefusal | null>(null);
  const network = networks.find(candidate => candidate.id === chosen);
  if (!network) return null;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!network) return;
    const form = new FormData(event.currentTarget);
    const filled = network.fields.map(field => [field.name, String(form.get(`field ${field.name}`) ?? '').trim()]);
    const credentials = Object.fromEntries(filled.filter(([, value]) => value !== ''));
    const inboxId = String(form.get('inbox') ?? '');
    setBusy(true);
    setRefusal(null);
    try {
      const body = {
        network: network.id,
        name: String(form.get('name')).trim(),
        credentials,
        ...(inboxId ? { inboxId } : {}),
      };
      const { channel } = await ask('addChannel', { brand: brand.id, body });
      say(t('channels.connected', { name: channel.name }));
      onDone();
      go({ screen: 'channels', channel: channel.id });
    } catch (error) {
      setRefusal(asRefusal(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className={`${styles.section} ${styles.form}`} onSubmit={submit}>
      <Select label={t('channels.network')} value={chosen} onChange={event => setChosen(event.target.value)}>
        {networks.map(candidate => (
          <option key={candidate.id} value={candidate.id}>
            {candidate.name}
          </option>
        ))}
      </Select>
      <Field
        key={`name ${network.id}`}
        label={t('channels.name')}
        name="name"
        defaultValue={network.name}
        required
        maxLength={120}
        help={t('channels.nameHelp')}
      />
      <CredentialFields key={network.id} network={network} wrong={refusal?.fields ?? {}} />
      {inboxes.kind === 'ready' && inboxes.value.rows.length > 1 && (
        <Select label={t('channels.inbox')} name="inbox">
          {inboxes.value.rows.map(inbox => (
            <option key={inbox.id} value={inbox.id}>
              {inbox.name}
            </option>
          ))}
        </Select>
      )}
      {refusal && (
        <Banner meaning="broken" urgent>
          {refusalWords(refusal, words)}
        </Banner>
      )}
      <div className={styles.acts}>
        <Button look="primary" type="submit" disabled={busy}>
          {t(busy ? 'channels.asking' : 'channels.connect')}
        </Button>
      </div>
      <CannotHear network={network} />
    </form>
  );
}

function CredentialFields({ network, wrong }: { network: Network; wrong: Record<string, string> }) {
  return network.fields.map(field => (
    <Field
      key={field.name}
      name={`field ${field.name}`}
      label={field.label}
      help={field.help ?? undefined}
      required={field.required}
      type={field.secret ? 'password' : 'text'}
      autoComplete="off"
      spellCheck={false}
      bad={wrong[`credentials.${field.name}`] ?? wrong[field.name]}
    />
  ));
}

function CannotHear({ network }: { network: Network }) {
  const { t } = useWords();
  if (network.cannotHear.length === 0) return null;
  return (
    <div className={styles.quiet}>
      <p>{t('channels.cannotHear', { network: network.name })}</p>
      <ul className={styles.list}>
        {network.cannotHear.map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}
