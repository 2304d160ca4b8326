import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type ApiRefusal, ask } from '../../../api.ts';
import { refusalWords } from '../../../refusal-words.ts';
import { go } from '../../../routes.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button, LinkButton } from '../../../ui/Button.tsx';
import { Field as Line, Select } from '../../../ui/Field.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import { Tabs } from '../../../ui/Tabs.tsx';
import { say } from '../../../ui/toast.ts';
import { asRefusal, useAsked } from '../../../use-asked.ts';
import type { Channel } from '../channel.ts';
import styles from './Connect.module.css';
import { Fields } from './Fields.tsx';
import { Hindrances } from './Hindrances.tsx';
import { begunFor, forgetBegun } from './kept.ts';
import { filledIn, isElsewhere, type Network, returnsByHand, type Way, type WayName } from './network.ts';
import { TEST } from './places.ts';
import { ReturnsTo } from './ReturnsTo.tsx';
import { Steps } from './Steps.tsx';

type Props = {
  network: Network;
  ways: readonly Way[];
  way: Way;
  onWay: (way: WayName) => void;
  /** The channel that is signed in again; null for one that is to be. */
  mends: Channel | null;
  /** What is filled in already. */
  known: Readonly<Record<string, string>>;
};

/** How, then step by step, then the form: whatever goes wrong stands where it was typed, and nothing typed is lost. */
export function ConnectForm({ network, ways, way, onWay, mends, known }: Props) {
  const { t } = useWords();
  const form = useRef<HTMLFormElement>(null);
  const connecting = useConnecting(network, way, mends, known);
  const { values, setValue, refusal, busy } = connecting;
  const isStopped = way.hindrance !== null || network.hindrance !== null || isElsewhere(way, location.origin);

  // What must be mended is where the hands are.
  useEffect(() => {
    if (refusal) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusal]);

  return (
    <form ref={form} className={styles.form} onSubmit={connecting.submit} noValidate={false}>
      {ways.length > 1 && (
        <Tabs
          label={t('connect.how')}
          className={styles.ways}
          value={way.way}
          onChange={onWay}
          tabs={ways.map(({ way: value }) => ({ value, label: t(`connect.way.${value}`) }))}
        />
      )}
      <Hindrances network={network} way={way} />
      <Steps way={way} />
      {returnsByHand(network, way) && way.returnsTo !== null && (
        <ReturnsTo network={network.name} url={way.returnsTo} />
      )}
      <Fields network={network} way={way.way} values={values} onValue={setValue} wrong={refusal?.fields ?? {}} />
      {!mends && <NameAndInbox network={network} values={values} onValue={setValue} />}
      {refusal && <Refused refusal={refusal} />}
      <div className={styles.acts}>
        <Button look="primary" size="large" type="submit" disabled={busy || isStopped}>
          {busy
            ? t(way.way === 'signIn' ? 'connect.opening' : 'channels.asking', { network: network.name })
            : goWords()}
        </Button>
      </div>
    </form>
  );

  function goWords(): string {
    if (way.way === 'signIn') return t('connect.goOn', { network: network.name });
    if (mends) return t('mend.go');
    return t(way.way === 'listen' && ways.length > 1 ? 'connect.listen' : 'channels.connect');
  }
}

/** The state of the form and what its button does. */
function useConnecting(network: Network, way: Way, mends: Channel | null, known: Readonly<Record<string, string>>) {
  const { t } = useWords();
  const { brand } = usePerson();
  const [begun] = useState(() => begunFor(network.id, mends?.id ?? null));
  const [values, setValues] = useState<Readonly<Record<string, string>>>({ ...known, ...begun?.values });
  const [refusal, setRefusal] = useState<ApiRefusal | null>(begun?.refusal ?? null);
  const [busy, setBusy] = useState(false);
  useEffect(forgetBegun, []);
  // A page that comes back by the browser's own button is as it was left: about to leave.
  useEffect(() => {
    const rest = () => setBusy(false);
    window.addEventListener('pageshow', rest);
    return () => window.removeEventListener('pageshow', rest);
  }, []);

  async function leave(form: Record<string, string>) {
    const { url } = mends
      ? await ask('beginMend', { brand: brand.id, id: mends.id, body: { form } })
      : await ask('beginConnect', { brand: brand.id, body: { network: network.id, form, ...named(values) } });
    location.assign(url);
  }

  async function keep(credentials: Record<string, string>) {
    const { channel } = mends
      ? await ask('mendChannel', { brand: brand.id, id: mends.id, body: { credentials } })
      : await ask('addChannel', { brand: brand.id, body: { network: network.id, credentials, ...named(values) } });
    say(t(mends ? 'mend.done' : 'channels.connected', { name: oneLine(channel.name) }));
    go({ screen: 'channels', channel: channel.id, step: TEST }, { replace: true });
  }

  return {
    values,
    refusal,
    busy,
    setValue: (name: string, value: string) => setValues(before => ({ ...before, [name]: value })),
    async submit(event: FormEvent<HTMLFormElement>) {
      event.preventDefault();
      if (busy) return;
      setBusy(true);
      setRefusal(null);
      try {
        const typed = filledIn(network, way.way, values);
        await (way.way === 'signIn' ? leave(typed) : keep(typed));
      } catch (error) {
        setRefusal(asRefusal(error));
        setBusy(false);
      }
    },
  };
}

const NAME = ' name';
const INBOX = ' inbox';

/** Their names cannot be those of a network's fields. */
function named(values: Readonly<Record<string, string>>): { name?: string; inboxId?: string } {
  const [name, inboxId] = [values[NAME]?.trim(), values[INBOX]];
  return { ...(name ? { name } : {}), ...(inboxId ? { inboxId } : {}) };
}

type NamingProps = {
  network: Network;
  values: Readonly<Record<string, string>>;
  onValue: (name: string, value: string) => void;
};

function NameAndInbox({ network, values, onValue }: NamingProps) {
  const { t } = useWords();
  const { brand } = usePerson();
  const [inboxes] = useAsked('listInboxes', { brand: brand.id });
  return (
    <>
      <Line
        label={t('channels.name')}
        value={values[NAME] ?? ''}
        onChange={event => onValue(NAME, event.target.value)}
        placeholder={network.name}
        maxLength={120}
        help={t('connect.nameHelp', { network: network.name })}
      />
      {inboxes.kind === 'ready' && inboxes.value.rows.length > 1 && (
        <Select
          label={t('channels.inbox')}
          value={values[INBOX] ?? ''}
          onChange={event => onValue(INBOX, event.target.value)}
        >
          {inboxes.value.rows.map((inbox, i) => (
            <option key={inbox.id} value={i === 0 ? '' : inbox.id}>
              {inbox.name}
            </option>
          ))}
        </Select>
      )}
    </>
  );
}

function Refused({ refusal }: { refusal: ApiRefusal }) {
  const words = useWords();
  const existing = refusal.details['channelId'];
  return (
    <Banner
      meaning="broken"
      urgent
      acts={
        typeof existing === 'string' && (
          <LinkButton onClick={() => go({ screen: 'channels', channel: existing })}>
            {words.t('connect.existing')}
          </LinkButton>
        )
      }
    >
      {refusalWords(refusal, words)}
    </Banner>
  );
}
