import type { Because } from '../../../src/core/because.ts';
import { useColleagues } from '../../live/colleagues.ts';
import { useWords, type Words } from '../../strings/words.ts';
import { Moment } from '../../ui/Moment.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import styles from './Happening.module.css';
import type { Happening } from './timeline.ts';
import { Why } from './Why.tsx';

type Escalated = Extract<Because, { kind: 'escalated' }>;
type Props = { happening: Happening; escalated: Escalated; inRoom: boolean };

/** "Promise 'Public complaints' broke: Lena was told": which promise, at which moment, and what became of its step. */
export function EscalatedLine({ happening, escalated, inRoom }: Props) {
  const words = useWords();
  const colleagues = useColleagues();
  const named = (id: string) => oneLine(colleagues.get(id)?.name ?? words.t('happening.somebody'));
  const why = (happening.because ?? []).slice(1);
  return (
    <p className={inRoom ? `${styles.happening} ${styles.room}` : styles.happening}>
      {sentence(escalated, didWords(escalated.did, words, named), words)} · <Moment at={happening.at} />
      {why.length > 0 && <Why because={why} to={happening.assigneeId} />}
    </p>
  );
}

function sentence({ mark, policy }: Escalated, did: string, { t }: Words): string {
  const name = oneLine(policy.name);
  if (mark.kind === 'warned') return t('escalated.warned', { share: Math.round(mark.share * 100), policy: name, did });
  if (mark.kind === 'breached') return t('escalated.breached', { policy: name, did });
  return t('escalated.after', { minutes: mark.minutes, policy: name, did });
}

function didWords(did: Escalated['did'], { t, chosen }: Words, named: (id: string) => string): string {
  switch (did.kind) {
    case 'told': {
      const who = new Intl.ListFormat(chosen, { type: 'conjunction' }).format(did.agentIds.map(named));
      return t('escalated.told', { n: did.agentIds.length, who });
    }
    case 'handed_back':
      return t('escalated.handedBack', { who: named(did.agentId) });
    case 'given':
      return t('escalated.given', { who: named(did.agentId) });
    case 'webhook':
      return t('escalated.webhook', { name: oneLine(did.name) });
    case 'mail':
      return t('escalated.mail', { n: did.to });
    case 'failed':
      return t('escalated.failed', { said: oneLine(did.said) });
    case 'nothing':
      return t(NOTHING[did.why]);
  }
}

const NOTHING = {
  nobody: 'escalated.nobody',
  here: 'escalated.nobody',
  writing: 'escalated.writing',
  answered: 'escalated.answered',
  full: 'escalated.full',
  no_mail_server: 'escalated.noMail',
  no_webhook: 'escalated.noWebhook',
} as const;
