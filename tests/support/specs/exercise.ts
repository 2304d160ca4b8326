/** Has a connector do everything it can against its fake, so that there is something to hold against the network's document. */
import type { CallPlace, Connector, Context, Draft } from '../../../src/connectors/connector.ts';
import { NetworkFailure } from '../../../src/connectors/connector.ts';
import type { Contract } from '../../../src/connectors/kit/fake.ts';
import { type Bench, bench, waysToSpeak } from '../../contract/bench.ts';
import { livingLaws } from '../../contract/laws.ts';
import { type Exchange, startRecorder } from './recorder.ts';

/** The laws that drive a network without having its fake misbehave. */
const LAWS = [3, 4, 5, 11, 15, 16] as const;
const CALLED: CallPlace = {
  url: 'https://desk.kestrel.example/hooks/1/c1',
  secret: 'secretOfOneChannelAndNoOther0123456789abcde',
};
/** Of the past; a server may show pages without end. */
const MOST = 50;
const ATTACHED = ['image/png', 'image/jpeg', 'video/mp4', 'application/pdf'];

export async function exercise(connector: Connector, openFake: NonNullable<Contract['openFake']>): Promise<Exchange[]> {
  const recorder = startRecorder();
  try {
    // Laws have tests of their own: here it only matters what is said on the way.
    for (const law of LAWS) await onBench(connector, openFake, async on => livingLaws[law]?.(on));
    await onBench(connector, openFake, everything);
    // Each on a channel of its own: what a channel may ask in a second is not to decide what is tried.
    for (const type of [null, ...ATTACHED]) await onBench(connector, openFake, on => answered(on, type));
  } finally {
    recorder.stop();
  }
  return recorder.exchanges;
}

/** The same against any server in the place of the fake's: only what is a fault of ours is thrown. */
export async function exerciseOn(connector: Connector, openFake: NonNullable<Contract['openFake']>): Promise<void> {
  await onBench(connector, openFake, everything);
  for (const type of [null, ...ATTACHED]) await onBench(connector, openFake, on => answered(on, type));
}

async function onBench(
  connector: Connector,
  openFake: NonNullable<Contract['openFake']>,
  go: (on: Bench) => Promise<void>,
) {
  await using on = await bench(connector, openFake);
  await attempt(() => go(on));
}

/** What this network has no such thing for is passed over. */
async function attempt(go: () => unknown): Promise<void> {
  try {
    await go();
  } catch (error) {
    if (error instanceof NetworkFailure || isAssertion(error)) return;
    throw error;
  }
}

function isAssertion(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_ASSERTION';
}

async function everything(on: Bench): Promise<void> {
  const { connect, inbound, outbound = {} } = on.connector;
  const context = contextOn(on);
  await attempt(() => connect.check({ ...context, brandName: 'Kestrel' }));
  await attempt(() => connect.test?.(context));
  await attempt(() => inbound.hook?.watch?.keep(context));
  await attempt(() => connect.test?.(context));
  await attempt(() => inbound.hook?.watch?.end?.(context));
  await attempt(() => outbound.templates?.list(context));
  await attempt(() => inbound.poll?.page(context, null));
  await attempt(async () => {
    let heard = 0;
    const since = new Date(Date.now() - 86_400_000);
    for await (const _ of inbound.backfill?.pages(context, since, null) ?? []) if (++heard === MOST) break;
  });
}

/** Nobody really waits. */
function contextOn(on: Bench): Context<unknown> {
  return { ...on.context, callAt: CALLED, wait: async () => {} };
}

async function answered(on: Bench, type: string | null): Promise<void> {
  const context = contextOn(on);
  for (const { deed, draft } of await waysToSpeak(on, `exercise ${type}`)) {
    const attachments: Draft['attachments'] =
      type === null ? [] : [{ bytes: new Uint8Array(64), type, description: 'A puddle' }];
    const text = `We are looking. https://kestrel.example/${draft.visibility}`;
    await attempt(async () => {
      const { remoteId } = await deed.send(context, { ...draft, text, attachments });
      await attempt(() => on.connector.outbound?.remove?.(context, remoteId));
    });
  }
}
