/** E-mail through the mail server of the house. Letters carry facts and the way back to the desk, and no customer's words. */
import { createHash } from 'node:crypto';
import type { EscalationDid } from '../core/escalation.ts';
import { escalationLetter } from '../core/escalation-facts.ts';
import { lockConversationRows, slotOfRow } from '../store/conversations.ts';
import type { Db } from '../store/db.ts';
import { addJob } from '../store/jobs.ts';
import { announce } from './announce.ts';
import { hostOf, isForGood, type MailServer, postLetter, wordsOf } from './post-letter.ts';
import { MAIL_TASK, type MailJob, mailKey } from './queue-mail.ts';

export type MailNeeds = { db: Db; now: () => Date; server: MailServer | null };
export type Mail = { send(job: MailJob): Promise<void> };

const ATTEMPTS = 8;
/** Doubling from here: an hour and more in all. */
const RETRY_FIRST_SECONDS = 30;
const NO_SERVER = 'No mail server is set up (HEED_SMTP_URL).';

export function makeMail(needs: MailNeeds): Mail {
  return { send: job => send(needs, job) };
}

async function send(needs: MailNeeds, job: MailJob): Promise<void> {
  const { server, db, now } = needs;
  if (server === null) return tellFailed(needs, job, NO_SERVER);
  try {
    await post(server, job);
  } catch (error) {
    const attempt = job.attempt + 1;
    if (isForGood(error) || attempt > ATTEMPTS) return tellFailed(needs, job, wordsOf(error));
    const seconds = RETRY_FIRST_SECONDS * 2 ** (attempt - 2);
    const key = mailKey(job.subjectId, job.facts.moment, job.to);
    const runAt = new Date(now().getTime() + seconds * 1000);
    await addJob(db, { task: MAIL_TASK, payload: { ...job, attempt }, key, runAt });
  }
}

async function post(server: MailServer, { to, facts, subjectId }: MailJob): Promise<void> {
  const { subject, text } = escalationLetter(facts);
  // The same with every attempt: a letter that came twice is folded into one.
  const name = createHash('sha256')
    .update(mailKey(subjectId, facts.moment, to))
    .digest('hex')
    .slice(0, 32);
  await postLetter(server, { to, subject, text, messageId: `<${name}@${hostOf(facts.url)}>` });
}

/** The conversation says that the letter did not leave, and in whose words. */
async function tellFailed({ db, now }: MailNeeds, { brandId, facts, to }: MailJob, said: string): Promise<void> {
  const { conversationId: id, policy, moment: mark, promise } = facts;
  await db.transaction().execute(async tx => {
    const row = (await lockConversationRows(tx, brandId, [id])).get(id);
    if (row === undefined) return;
    const did: EscalationDid = { kind: 'failed', said: `${to}: ${said}` };
    const thing = promise === 'answer' ? 'turn' : 'resolution';
    await announce(tx, {
      brandId,
      actorId: null,
      at: now(),
      was: new Map([[id, slotOfRow(row)]]),
      changes: [
        {
          kind: 'conversation.changed',
          conversationId: id,
          change: 'escalated',
          reason: null,
          because: [{ kind: 'escalated', policy, thing, mark, did, agentId: null }],
        },
      ],
    });
  });
}
