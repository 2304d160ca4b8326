/** Browsers that want to be told, and when their person is left alone. */
import { sql } from 'kysely';
import type { NotificationKind } from '../core/notification.ts';
import type { Quiet } from '../core/quiet-hours.ts';
import type { Db } from './db.ts';

export type Subscription = { id: string; agentId: string; endpoint: string; p256dh: string; auth: string };

/** The same browser again: its keys are replaced, and it belongs to whoever is signed in there now. */
export async function writeSubscription(db: Db, one: Subscription & { label: string; at: Date }): Promise<void> {
  await sql`
    insert into push_subscription (id, agent_id, endpoint, p256dh, auth, label, created_at)
    values (${one.id}, ${one.agentId}, ${one.endpoint}, ${one.p256dh}, ${one.auth}, ${one.label}, ${one.at})
    on conflict (endpoint) do update
    set agent_id = excluded.agent_id, p256dh = excluded.p256dh, auth = excluded.auth, label = excluded.label`.execute(
    db,
  );
}

export async function listSubscriptions(db: Db, agentId: string): Promise<Subscription[]> {
  const { rows } = await sql<Subscription>`
    select id, agent_id "agentId", endpoint, p256dh, auth from push_subscription
    where agent_id = ${agentId} order by created_at, id`.execute(db);
  return rows;
}

export async function findSubscription(db: Db, id: string): Promise<Subscription | null> {
  const { rows } = await sql<Subscription>`
    select id, agent_id "agentId", endpoint, p256dh, auth from push_subscription where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function forgetSubscription(db: Db, agentId: string, endpoint: string): Promise<void> {
  await sql`delete from push_subscription where agent_id = ${agentId} and endpoint = ${endpoint}`.execute(db);
}

export async function removeSubscription(db: Db, id: string): Promise<void> {
  await sql`delete from push_subscription where id = ${id}`.execute(db);
}

export async function noteDelivered(db: Db, id: string, at: Date): Promise<void> {
  await sql`update push_subscription set delivered_at = ${at} where id = ${id}`.execute(db);
}

export type Pushed = {
  kind: NotificationKind;
  agentId: string;
  conversationId: string | null;
  seenAt: Date | null;
};

/** Only while the person still belongs to the brand: a notification goes with the membership. */
export async function findPushed(db: Db, brandId: number, notificationId: string): Promise<Pushed | null> {
  const { rows } = await sql<Pushed>`
    select kind, agent_id "agentId", conversation_id "conversationId", seen_at "seenAt"
    from notification where brand_id = ${brandId} and id = ${notificationId}`.execute(db);
  return rows[0] ?? null;
}

export async function readQuiet(db: Db, agentId: string): Promise<Quiet | null> {
  const { rows } = await sql<{ fromMinute: number | null; untilMinute: number | null; zone: string | null }>`
    select quiet_from_minute "fromMinute", quiet_until_minute "untilMinute", quiet_zone "zone"
    from agent where id = ${agentId}`.execute(db);
  const { fromMinute = null, untilMinute = null, zone = null } = rows[0] ?? {};
  return fromMinute === null || untilMinute === null || zone === null ? null : { fromMinute, untilMinute, zone };
}

export async function writeQuiet(db: Db, agentId: string, quiet: Quiet | null): Promise<void> {
  await sql`
    update agent set quiet_from_minute = ${quiet?.fromMinute ?? null}, quiet_until_minute = ${quiet?.untilMinute ?? null},
      quiet_zone = ${quiet?.zone ?? null}
    where id = ${agentId}`.execute(db);
}

const KEYS = 'push keys';

/** Whoever comes first keeps theirs. @returns the sealed keys that stand */
export async function keepKeys(db: Db, sealed: string): Promise<string> {
  await sql`
    insert into setting (key, value) values (${KEYS}, ${JSON.stringify(sealed)}::jsonb) on conflict do nothing`.execute(
    db,
  );
  return (await readKeys(db)) ?? sealed;
}

export async function readKeys(db: Db): Promise<string | null> {
  const { rows } = await sql<{ value: unknown }>`select value from setting where key = ${KEYS}`.execute(db);
  return typeof rows[0]?.value === 'string' ? rows[0].value : null;
}
