/** Takes a person out of everything that is kept in a brand. Their posts have been taken back before; here goes what is left of their words and names. */
import { sql } from 'kysely';
import type { Db, Tx } from './db.ts';

export type PersonToErase = { brandId: number; network: string; remoteId: string };
export type TheirPost = { channelId: string; remoteId: string };

/** Shown where a name stood. */
export const ERASED_NAME = '—';
const AT_ONCE = 2_000;
/** Shorter ids stand in too many texts that are not about them. */
const SHORTEST_ID = 4;

/** Posts of theirs that still stand, some at a time. */
export async function theirPosts(
  db: Db,
  { brandId, network, remoteId }: PersonToErase,
  limit: number,
): Promise<TheirPost[]> {
  const { rows } = await sql<TheirPost>`
    select m.channel_id as "channelId", m.remote_id as "remoteId"
    from message m join identity i on i.brand_id = m.brand_id and i.id = m.identity_id
    where m.brand_id = ${brandId} and m.direction = 'in' and m.deleted_at is null and m.remote_id is not null
      and i.id in (${identitiesOf({ brandId, network, remoteId })})
    order by m.id limit ${limit}`.execute(db);
  return rows;
}

function identitiesOf({ brandId, network, remoteId }: PersonToErase) {
  return sql`
    select id from identity where brand_id = ${brandId} and network = ${network} and remote_id = ${remoteId}
    union select identity_id from identity_alias
      where brand_id = ${brandId} and network = ${network} and remote_id = ${remoteId}`;
}

/** @param goneId what stands for them from now on @returns how many people there were */
export async function eraseNames(tx: Tx, person: PersonToErase, goneId: string): Promise<number> {
  const { brandId, network, remoteId } = person;
  const { rows } = await sql<{ id: string; contactId: string }>`
    select id, contact_id as "contactId" from identity
    where brand_id = ${brandId} and id in (${identitiesOf(person)}) for update`.execute(tx);
  const ids = rows.map(({ id }) => id);
  await eraseEvents(tx, brandId, ids);
  await sql`
    update notification set parts = parts - 'person' - 'words' where brand_id = ${brandId} and conversation_id in (
      select id from conversation where brand_id = ${brandId} and identity_id = any(${ids}::uuid[]))`.execute(tx);
  await sql`
    update survey_ask set comment = null where brand_id = ${brandId} and comment is not null and conversation_id in (
      select id from conversation where brand_id = ${brandId} and identity_id = any(${ids}::uuid[]))`.execute(tx);
  await sql`
    update outside_reading set of_text = null where brand_id = ${brandId} and of_text is not null and message_id in (
      select id from message where brand_id = ${brandId} and identity_id = any(${ids}::uuid[]))`.execute(tx);
  await sql`
    delete from identity_alias where brand_id = ${brandId} and identity_id = any(${ids}::uuid[])`.execute(tx);
  await sql`
    delete from contact_mark where brand_id = ${brandId} and identity_id = any(${ids}::uuid[])`.execute(tx);
  for (const [i, id] of ids.entries()) {
    await sql`
      update identity set remote_id = ${`${goneId}${i === 0 ? '' : `-${i}`}`}, handle = null, name = ${ERASED_NAME},
        avatar_url = null, avatar_id = null, profile_url = null, profile = null, picture_hash = null, standing = 'gone'
      where brand_id = ${brandId} and id = ${id}`.execute(tx);
  }
  await eraseContacts(tx, brandId, [...new Set(rows.map(({ contactId }) => contactId))]);
  await sql`
    update event e set data = jsonb_set(e.data, '{message,reactions}', '[]')
    from reaction r join message m on m.brand_id = r.brand_id and m.id = r.message_id
      join channel c on c.brand_id = m.brand_id and c.id = m.channel_id
    where r.brand_id = ${brandId} and r.person_id = ${remoteId} and c.network = ${network}
      and e.brand_id = ${brandId} and e.conversation_id = m.conversation_id and e.data->'message'->>'id' = m.id::text`.execute(
    tx,
  );
  await sql`
    delete from reaction r using message m, channel c
    where r.brand_id = ${brandId} and r.person_id = ${remoteId} and m.brand_id = r.brand_id and m.id = r.message_id
      and c.brand_id = m.brand_id and c.id = m.channel_id and c.network = ${network}`.execute(tx);
  await eraseHeard(tx, person);
  return ids.length;
}

/** A contact that is nobody else's as well. */
async function eraseContacts(tx: Tx, brandId: number, contactIds: readonly string[]): Promise<void> {
  const alone = sql`
    select c.id from contact c where c.brand_id = ${brandId} and c.id = any(${contactIds}::uuid[])
      and not exists (select from identity i where i.brand_id = c.brand_id and i.contact_id = c.id and i.standing <> 'gone')`;
  await sql`
    delete from contact_change where brand_id = ${brandId} and contact_id in (${alone})`.execute(tx);
  await sql`delete from contact_mark where brand_id = ${brandId} and contact_id in (${alone})`.execute(tx);
  await sql`
    update contact set name = ${ERASED_NAME}, notes = '', tags = '{}', fields = '{}'
    where brand_id = ${brandId} and id in (${alone})`.execute(tx);
}

/** The log of what happened keeps what happened, without words and names. */
async function eraseEvents(tx: Tx, brandId: number, identityIds: readonly string[]): Promise<void> {
  await sql`
    update event e set data = e.data
      || case when e.data ? 'conversation' and jsonb_typeof(e.data->'conversation') = 'object' then
        jsonb_build_object('conversation', e.data->'conversation' || jsonb_build_object('preview', '')
          || case when jsonb_typeof(e.data->'conversation'->'face') = 'object' then jsonb_build_object('face',
            e.data->'conversation'->'face' || jsonb_build_object('name', ${ERASED_NAME}::text, 'handle', null, 'avatarId', null))
            else '{}'::jsonb end) else '{}'::jsonb end
      || case when jsonb_typeof(e.data->'message') = 'object' then jsonb_build_object('message', e.data->'message'
        || jsonb_build_object('reactions', '[]'::jsonb)
        || case when e.data->'message'->>'direction' = 'in' then jsonb_build_object('text', '', 'media', '[]'::jsonb,
          'before', '[]'::jsonb, 'warning', null, 'readings', null, 'url', null,
          'authorName', ${ERASED_NAME}::text, 'authorHandle', null) else '{}'::jsonb end) else '{}'::jsonb end
    where e.brand_id = ${brandId} and e.conversation_id in (
      select id from conversation where brand_id = ${brandId} and identity_id = any(${identityIds}::uuid[]))`.execute(
    tx,
  );
}

/** What was heard of them beside the desk. */
async function eraseHeard(tx: Tx, { brandId, network, remoteId }: PersonToErase): Promise<void> {
  await sql`
    delete from listening_match where brand_id = ${brandId} and network = ${network}
      and post->'author'->>'remoteId' = ${remoteId}`.execute(tx);
  await sql`
    update audit_post set post = null, gone_at = coalesce(gone_at, now()) where brand_id = ${brandId}
      and network = ${network} and post->'author'->>'remoteId' = ${remoteId}`.execute(tx);
  await sql`
    update rival_post set author = null where brand_id = ${brandId} and network = ${network} and author = ${remoteId}`.execute(
    tx,
  );
  await sql`
    delete from awaiting w using channel c
    where w.brand_id = ${brandId} and c.brand_id = w.brand_id and c.id = w.channel_id and c.network = ${network}
      and (w.item->'post'->'author'->>'remoteId' = ${remoteId} or w.item->'person'->>'remoteId' = ${remoteId})`.execute(
    tx,
  );
}

/** Some of the raw texts that name them; called again until there is none. @returns how many */
export async function eraseRaws(db: Db, { brandId, network, remoteId }: PersonToErase): Promise<number> {
  if (remoteId.length < SHORTEST_ID) return 0;
  const { numAffectedRows } = await sql`
    update raw_event set body = '', digest = null where (brand_id, id) in (
      select r.brand_id, r.id from raw_event r join channel c on c.brand_id = r.brand_id and c.id = r.channel_id
      where r.brand_id = ${brandId} and c.network = ${network} and r.state <> 'waiting'
        and position(${remoteId} in r.body) > 0
      limit ${AT_ONCE})`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/** Copies that no message shows and nobody uploaded lately. @param ids of media that their messages had shown */
export async function eraseMedia(db: Db, brandId: number, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    delete from media where brand_id = ${brandId} and id = any(${ids}::text[])
      and not exists (select from message m where m.brand_id = ${brandId} and m.media <> '[]'
        and m.media @> jsonb_build_array(jsonb_build_object('mediaId', media.id)))
      and not exists (select from identity i where i.brand_id = ${brandId} and i.avatar_id = media.id)`.execute(db);
}

/** What their posts show, before they are taken back; their faces too. */
export async function theirMedia(db: Db, person: PersonToErase): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct one->>'mediaId' as id
    from message m, jsonb_array_elements(m.media) one
    where m.brand_id = ${person.brandId} and m.direction = 'in' and m.media <> '[]'
      and m.identity_id in (${identitiesOf(person)}) and one->>'mediaId' is not null
    union select avatar_id from identity
      where brand_id = ${person.brandId} and id in (${identitiesOf(person)}) and avatar_id is not null`.execute(db);
  return rows.map(({ id }) => id);
}
