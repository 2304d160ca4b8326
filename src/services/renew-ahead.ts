/** Sign-ins that can be renewed only while they live are renewed before they end: nobody could do it afterwards. */
import { type Connector, type Context, NetworkFailure } from '../connectors/connector.ts';
import type { SealedChannel } from '../store/channels.ts';
import { orStopped } from './patience.ts';
import { type Renewing, renew } from './renew.ts';
import type { Wait } from './wait.ts';

/** Enough for a machine that is switched off for a season's holidays. */
export const RENEW_AHEAD_DAYS = 30;
/** Whatever keeps a network from renewing now leaves many more tries until the end. */
const LOOK_AHEAD_EVERY_MS = 6 * 60 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

type RenewRun = {
  needs: Renewing & {
    wait: Wait;
    now: () => Date;
    log: (level: 'warn', message: string, facts: Record<string, unknown>) => void;
  };
  channel: SealedChannel;
  connector: Connector;
  context: Context<unknown>;
  signal: AbortSignal;
};

/** Until the signal aborts. A renewal that fails changes nothing: the sign-in is still good, and is tried again. */
export async function keepRenewing(run: RenewRun): Promise<void> {
  const { refresh, life } = run.connector.connect;
  if (refresh === undefined || life === undefined) return;
  while (!run.signal.aborted) {
    if (isDue(run)) await renewOnce(run);
    await run.needs.wait(LOOK_AHEAD_EVERY_MS, run.signal);
  }
}

/** Only where the network says when it ends: others renew each time they are asked to. */
function isDue({ connector, context, needs }: RenewRun): boolean {
  const life = connector.connect.life?.(context.credentials);
  if (life?.kind !== 'renewing' || life.endsAt === null) return false;
  const leftMs = life.endsAt.getTime() - needs.now().getTime();
  return leftMs > 0 && leftMs < RENEW_AHEAD_DAYS * DAY_MS;
}

async function renewOnce({ needs, channel, connector, context, signal }: RenewRun): Promise<void> {
  try {
    const isNew = await orStopped(renew(needs, channel, connector, context), signal);
    if (isNew === false) needs.log('warn', 'A sign-in that ends soon was not renewed', { channelId: channel.id });
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof NetworkFailure)) throw error;
    needs.log('warn', 'A sign-in that ends soon could not be renewed yet', {
      channelId: channel.id,
      why: error.message,
    });
  }
}
