/** What an owner allows of surveys, and each question from its plan to its answer. */
import { sql } from 'kysely';
import type {
  AskFacts,
  DropReason,
  SurveyKind,
  SurveyScale,
  SurveySettings,
  SurveyWay,
} from '../core/insight/survey.ts';
import { NO_SURVEYS } from '../core/insight/survey.ts';
import type { Db, Tx } from './db.ts';
import { withSavepoint } from './savepoint.ts';

export type SurveySettingsRow = { settings: SurveySettings; version: number };

/** Version 0: nobody ever allowed any. */
export async function readSurveySettings(db: Db, brandId: number): Promise<SurveySettingsRow> {
  const { rows } = await sql<SurveySettingsRow>`
    select settings, version from survey_settings where brand_id = ${brandId}`.execute(db);
  const [row] = rows;
  return row === undefined
    ? { settings: NO_SURVEYS, version: 0 }
    : { ...row, settings: { ...NO_SURVEYS, ...row.settings } };
}

/** @returns false: it is at another version by now */
export async function writeSurveySettings(
  tx: Tx,
  brandId: number,
  { settings, version }: SurveySettingsRow,
  by: { agentId: string; at: Date },
): Promise<boolean> {
  const { rows } = await sql`
    insert into survey_settings as s (brand_id, settings, changed_at, changed_by)
    select ${brandId}, ${JSON.stringify(settings)}::jsonb, ${by.at}, ${by.agentId}::uuid
    where ${version} = coalesce((select version from survey_settings where brand_id = ${brandId}), 0)
    on conflict (brand_id) do update set settings = excluded.settings, version = s.version + 1, changed_at = excluded.changed_at,
      changed_by = excluded.changed_by where s.version = ${version}
    returning brand_id`.execute(tx);
  return rows.length > 0;
}

/** What is known of a conversation whose customer may be asked; null: it is nobody's. */
export type Askable = AskFacts & {
  contactId: string;
  turnId: string | null;
  /** Whose answer closed the turn; null: given in the network's own app. */
  answeredBy: string | null;
  inboxId: string;
  channelId: string;
  network: string;
  teamId: string | null;
  lang: string | null;
  linkedId: string | null;
};

const DANGER_DAYS = 30;

export async function findAskable(tx: Tx, brandId: number, conversationId: string, now: Date): Promise<Askable | null> {
  const { rows } = await sql<Askable>`
    select i.own_contact_id "contactId", t.id "turnId", t.outcome, t.closed_agent_id "answeredBy", c.turn_id is not null "isWaiting",
      c.noise is not null or coalesce((select m.readings->>'noise' from message m where m.brand_id = t.brand_id and m.id = t.opened_by), '') <> '' "isNoise",
      'danger' = any(c.intents) or exists (
        select from message m where m.brand_id = c.brand_id and m.conversation_id in (c.id, c.linked_id) and m.direction = 'in'
          and m.deleted_at is null and 'danger' = any(m.intents) and m.at > ${now}::timestamptz - make_interval(days => ${DANGER_DAYS})) "hasDanger",
      c.inbox_id "inboxId", c.channel_id "channelId", ch.network, c.team_id "teamId", c.lang, c.linked_id "linkedId"
    from conversation c
    join identity i on i.brand_id = c.brand_id and i.id = c.identity_id
    join channel ch on ch.brand_id = c.brand_id and ch.id = c.channel_id
    left join lateral (
      select * from turn u where u.brand_id = c.brand_id and u.conversation_id = c.id order by u.opened_at desc, u.id desc limit 1) t on true
    where c.brand_id = ${brandId} and c.id = ${conversationId}`.execute(tx);
  return rows[0] ?? null;
}

export type NewAsk = Pick<Askable, 'contactId' | 'inboxId' | 'channelId' | 'network' | 'teamId'> & {
  id: string;
  conversationId: string;
  turnId: string;
  agentId: string;
  lang: string;
  kind: SurveyKind;
  scale: SurveyScale;
  askAt: Date;
};

/** @returns false: they are asked within 30 days already, which the database itself refuses */
export async function planAsk(tx: Tx, brandId: number, ask: NewAsk): Promise<boolean> {
  try {
    await withSavepoint(tx, () =>
      sql`
        insert into survey_ask (brand_id, id, contact_id, conversation_id, turn_id, agent_id, inbox_id, channel_id, network, team_id, lang, kind,
          scale, ask_at, state)
        values (${brandId}, ${ask.id}, ${ask.contactId}, ${ask.conversationId}, ${ask.turnId}, ${ask.agentId}, ${ask.inboxId},
          ${ask.channelId}, ${ask.network}, ${ask.teamId}, ${ask.lang}, ${ask.kind}, ${ask.scale}, ${ask.askAt}, 'planned')`.execute(
        tx,
      ),
    );
    return true;
  } catch (error) {
    if (isAskedLately(error)) return false;
    throw error;
  }
}

function isAskedLately(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === 'survey_once_in_30_days';
}

export async function dueAsks(db: Db, now: Date, limit: number): Promise<{ brandId: number; id: string }[]> {
  const { rows } = await sql<{ brandId: number; id: string }>`
    select brand_id "brandId", id from survey_ask where state = 'planned' and ask_at <= ${now} order by ask_at limit ${limit}`.execute(
    db,
  );
  return rows;
}

export type PlannedAsk = {
  id: string;
  conversationId: string;
  agentId: string | null;
  lang: string;
  scale: SurveyScale;
  askAt: Date;
};

/** Held to the end of the transaction; null: another process has it, or it is planned no longer. */
export async function lockPlanned(tx: Tx, brandId: number, id: string): Promise<PlannedAsk | null> {
  const { rows } = await sql<PlannedAsk>`
    select id, conversation_id "conversationId", agent_id "agentId", lang, scale, ask_at "askAt" from survey_ask
    where brand_id = ${brandId} and id = ${id} and state = 'planned' for update skip locked`.execute(tx);
  return rows[0] ?? null;
}

export async function dropAsk(tx: Tx, brandId: number, id: string, reason: DropReason): Promise<void> {
  await sql`update survey_ask set state = 'dropped', reason = ${reason} where brand_id = ${brandId} and id = ${id}`.execute(
    tx,
  );
}

export type AskedBy = { way: SurveyWay; messageId: string; lang: string; tokenHash: Buffer | null; expiresAt: Date };

export async function markAsked(tx: Tx, brandId: number, id: string, by: AskedBy): Promise<void> {
  await sql`
    update survey_ask set state = 'asked', way = ${by.way}, message_id = ${by.messageId}, lang = ${by.lang}, token_hash = ${by.tokenHash},
      expires_at = ${by.expiresAt}
    where brand_id = ${brandId} and id = ${id}`.execute(tx);
}

export type OpenAsk = {
  brandId: number;
  brandName: string;
  id: string;
  lang: string;
  scale: SurveyScale;
  way: SurveyWay;
  expiresAt: Date;
  score: number | null;
  comment: string | null;
  answeredAt: Date | null;
};

/** By what its link holds. */
export async function findAskByToken(db: Db, tokenHash: Buffer): Promise<OpenAsk | null> {
  const { rows } = await sql<OpenAsk>`
    select a.brand_id "brandId", b.name "brandName", a.id, a.lang, a.scale, a.way, a.expires_at "expiresAt", a.score, a.comment,
      a.answered_at "answeredAt"
    from survey_ask a join brand b on b.id = a.brand_id
    where a.token_hash = ${tokenHash} and a.state = 'asked'`.execute(db);
  return rows[0] ?? null;
}

export type OpenQuestion = { id: string; conversationId: string; scale: SurveyScale; askedAt: Date };

/** Questions in these conversations that a number may answer. */
export async function openQuestions(
  tx: Tx,
  brandId: number,
  conversationIds: readonly string[],
): Promise<OpenQuestion[]> {
  const { rows } = await sql<OpenQuestion>`
    select a.id, m.conversation_id "conversationId", a.scale, m.at "askedAt"
    from message m join survey_ask a on a.brand_id = m.brand_id and a.message_id = m.id
    where m.brand_id = ${brandId} and m.conversation_id = any(${conversationIds}::uuid[]) and m.direction = 'out' and m.holding
      and m.delivery = 'sent' and a.state = 'asked' and a.way = 'private_question'
    order by m.at desc`.execute(tx);
  return rows;
}

export type Vote = { score: number; at: Date; by: 'page' | 'message'; changedSince: Date };

/** The first answer, or another one while it may be changed. @returns false: it may not be any more */
export async function writeScore(db: Db, brandId: number, id: string, vote: Vote): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update survey_ask set score = ${vote.score}, answered_at = coalesce(answered_at, ${vote.at}), answered_by = coalesce(answered_by, ${vote.by})
    where brand_id = ${brandId} and id = ${id} and state = 'asked' and expires_at > ${vote.at}
      and (answered_at is null or answered_at > ${vote.changedSince})`.execute(db);
  return numAffectedRows === 1n;
}

/** @returns false: nobody has answered, or it was too long ago */
export async function writeComment(
  db: Db,
  brandId: number,
  id: string,
  { comment, changedSince }: { comment: string; changedSince: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update survey_ask set comment = ${comment}
    where brand_id = ${brandId} and id = ${id} and state = 'asked' and answered_at > ${changedSince}`.execute(db);
  return numAffectedRows === 1n;
}
