/** What became of an answer, told before, while and after we learn that it was sent, in every order and twice: the furthest it came is what is shown. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { UNDO_SECONDS } from '../../src/core/delivery.ts';
import type { Item } from '../../src/core/post.ts';
import { reply } from '../../src/services/reply.ts';
import { complaint, type TestDesk, testDesk } from '../support/desk.ts';
import { ourAccount, post } from '../support/hearing.ts';

type Told = 'echo' | 'delivered' | 'read' | 'failed';
const SENT = 'we learn that it was sent';
type Step = Told | typeof SENT;

for (const [told, state, isSeen] of [
  [['echo', 'delivered', 'read'], 'sent', true],
  [['delivered', 'read'], 'sent', true],
  [['echo', 'delivered'], 'sent', false],
  [['echo', 'failed'], 'failed', false],
  [['delivered', 'failed'], 'sent', false],
] as [Told[], string, boolean][])
  test(`${told.join(', ')}: ${state}${isSeen ? ' and read' : ''}, in whatever order it is told`, async t => {
    const d = await testDesk(t);
    const who = await d.colleague('Ada');
    const wrong: string[] = [];
    for (const [i, steps] of permutations<Step>([...told, SENT]).entries()) {
      const id = await d.hear(
        complaint({ remoteId: `p${i}`, author: { ...ourAccount, remoteId: `thea${i}`, handle: null } }),
      );
      const { message } = await reply(d.desk, who, id, { visibility: 'public', text: `We are on it, ${i}.` });
      d.pass(UNDO_SECONDS);
      await live(d, steps, message.id, `post ${i + 1}`, `p${i}`);
      const seen = await d.message(message.id);
      const found = `${seen?.delivery?.state} ${seen?.seenAt != null}`;
      if (found !== `${state} ${isSeen}`) wrong.push(`${steps.join(' → ')}: ${found}`);
    }
    assert.deepEqual(wrong, []);
    await balances(d);
  });

/** @param remoteId the name the network will give it */
async function live(
  d: TestDesk,
  steps: readonly Step[],
  messageId: string,
  remoteId: string,
  parent: string,
): Promise<void> {
  const at = steps.indexOf(SENT);
  const hear = async (step: Step) => {
    const item = itemOf(step, messageId, remoteId, parent);
    if (item === null) return;
    d.pass(1);
    for (let times = 0; times < 2; times++) await d.ear.hear(item);
  };
  // The network has it and tells of it, and our own request has not come back yet.
  d.street.next.push(async take => {
    const sent = take();
    for (const step of steps.slice(0, at)) await hear(step);
    return sent;
  });
  await d.deliver(messageId);
  for (const step of steps.slice(at + 1)) await hear(step);
}

function itemOf(step: Step, key: string, remoteId: string, parentRemoteId: string): Item | null {
  const at = new Date('2026-11-22T12:05:00Z');
  if (step === SENT) return null;
  if (step !== 'echo') return { kind: 'receipt', remoteId, at, state: step };
  const echo = post(remoteId, ourAccount.remoteId, 0, { key, parentRemoteId, text: 'We are on it.' });
  return { kind: 'post', post: { ...echo, at } };
}

async function balances({ database, ear }: TestDesk): Promise<void> {
  const { rows } = await sql<{ received: number; rest: number }>`
    select coalesce(sum(n) filter (where outcome = 'received'), 0)::int received,
      coalesce(sum(n) filter (where outcome <> 'received'), 0)::int rest
    from ledger where brand_id = ${ear.brandId} group by day`.execute(database.db);
  for (const { received, rest } of rows) assert.equal(received, rest);
}

function permutations<T>(all: readonly T[]): T[][] {
  if (all.length <= 1) return [[...all]];
  return all.flatMap((one, i) => permutations([...all.slice(0, i), ...all.slice(i + 1)]).map(rest => [one, ...rest]));
}
