import type { FormEvent } from 'react';
import { ApiRefusal, ask } from '../../api.ts';
import { useWords, type Words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { useAsked } from '../../use-asked.ts';
import styles from './Settings.module.css';
import { useDeed } from './use-deed.ts';

const WORKER = '/push-worker.js';
/** Where the worker finds the sentences in the reader's language. */
const WORDS_STORED_AS = 'heed-words';

/** Whether this browser tells me when the desk is closed, and the hours in which nothing does. */
export function Devices() {
  const words = useWords();
  const { t } = words;
  const deed = useDeed();
  const [about, again] = useAsked('aboutPush', {});
  if (about.kind !== 'ready') return null;
  const { publicKey, devices, quiet } = about.value;
  const can = 'serviceWorker' in navigator && 'PushManager' in window;

  async function begin() {
    const told = await deed.run(() => subscribe(words, publicKey), t('settings.saved'));
    if (told) again();
  }
  async function end() {
    if (await deed.run(unsubscribe, t('settings.saved'))) again();
  }
  async function keepQuiet(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [from, until] = [minuteOf(form.get('from')), minuteOf(form.get('until'))];
    const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions();
    const next = from === null || until === null ? null : { fromMinute: from, untilMinute: until, zone };
    if (await deed.run(() => ask('setQuiet', { body: { quiet: next } }), t('settings.saved'))) again();
  }
  return (
    <section className={styles.group}>
      <h2>{t('push.title')}</h2>
      <p className={styles.quiet}>
        {t('push.why')} {t('push.devices', { n: devices })}
      </p>
      <div className={styles.line}>
        <Button disabled={!can || deed.busy} onClick={begin}>
          {t('push.on')}
        </Button>
        {devices > 0 && (
          <Button look="quiet" disabled={deed.busy} onClick={end}>
            {t('push.off')}
          </Button>
        )}
      </div>
      {!can && <p className={styles.quiet}>{t('push.cannot')}</p>}
      <h3>{t('push.quiet')}</h3>
      <p className={styles.quiet}>{t('push.quietWhy')}</p>
      <form className={styles.line} onSubmit={keepQuiet}>
        <Field label={t('push.from')} name="from" type="time" defaultValue={timeOf(quiet?.fromMinute)} />
        <Field label={t('push.until')} name="until" type="time" defaultValue={timeOf(quiet?.untilMinute)} />
        <Button type="submit" disabled={deed.busy}>
          {t('common.save')}
        </Button>
      </form>
    </section>
  );
}

async function subscribe(words: Words, publicKey: string): Promise<void> {
  await keepWords(words);
  const worker = await navigator.serviceWorker.register(WORKER);
  await navigator.serviceWorker.ready;
  const asked = { userVisibleOnly: true, applicationServerKey: publicKey };
  const subscription = await worker.pushManager.subscribe(asked).catch(() => null);
  const { endpoint, keys } = subscription?.toJSON() ?? {};
  const { p256dh, auth } = keys ?? {};
  if (!endpoint || !p256dh || !auth) throw new ApiRefusal(0, 'push_cannot', words.t('push.cannot'));
  await ask('addPush', { body: { endpoint, keys: { p256dh, auth }, label: navigator.platform } });
}

async function unsubscribe(): Promise<void> {
  const worker = await navigator.serviceWorker.getRegistration();
  const subscription = await worker?.pushManager.getSubscription();
  if (!subscription) return;
  await ask('removePush', { body: { endpoint: subscription.endpoint } });
  await subscription.unsubscribe();
}

/** A notification is shown by the worker, which knows no language: the sentences lie ready for it. */
async function keepWords({ t }: Words): Promise<void> {
  const nobody = { who: t('happening.somebody'), person: t('told.somebody') };
  const sentences = {
    title: t('told.title'),
    mentioned: t('told.mentioned', nobody),
    assigned: t('told.assigned', nobody),
    handed_over: t('told.handedOver', nobody),
    approval_waiting: t('told.approvalWaiting', nobody),
    approval_given: t('told.approvalGiven', nobody),
    approval_returned: t('told.approvalReturned', nobody),
    warned: t('told.warned', nobody),
    breached: t('told.breached', nobody),
    promise_due: t('told.promiseDue', nobody),
    rule: t('told.rule', nobody),
    webhook_off: t('told.webhookOff', { name: '' }),
    budget_near: t('told.budgetNear', { name: '' }),
    budget_reading: t('told.budgetReading', { name: '' }),
    budget_used: t('told.budgetUsed', { name: '' }),
    crisis: t('told.crisis'),
    crisis_short: t('told.crisisShortPlain'),
    crisis_holding: t('told.crisisHoldingPlain'),
  };
  const kept = await caches.open(WORDS_STORED_AS);
  await kept.put('/push-words', Response.json(sentences));
}

function minuteOf(written: FormDataEntryValue | null): number | null {
  const [hour, minute] = String(written ?? '')
    .split(':')
    .map(Number);
  return hour === undefined || minute === undefined || Number.isNaN(hour + minute) ? null : hour * 60 + minute;
}

function timeOf(minute: number | undefined): string {
  if (minute === undefined) return '';
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
