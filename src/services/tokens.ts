/** API tokens: a person's own, good for everything that person may do, shown once and kept as a hash. */
import { createHash, randomBytes } from 'node:crypto';
import type { MakeId } from '../core/id.ts';
import { isUuid } from '../core/id.ts';
import { Refusal } from '../core/refusal.ts';
import { type ApiTokenRow, deleteToken, findTokenOwner, insertToken, listTokens } from '../store/api-tokens.ts';
import type { Db } from '../store/db.ts';
import { notFound, type Self } from './permit.ts';
import type { SignedIn } from './sign-in.ts';

export type Tokens = {
  list(self: Self): Promise<ApiTokenRow[]>;
  /** The one time the token itself is told. */
  make(self: Self, name: string): Promise<{ id: string; token: string }>;
  revoke(self: Self, id: string): Promise<void>;
  /** @param authorization the header, such as `Bearer heed_…` */
  identify(authorization: string): Promise<SignedIn | null>;
};

export type TokensNeeds = { db: Db; makeId: MakeId; random?: (bytes: number) => Uint8Array };

export const TOKENS_PER_PERSON_LIMIT = 50;
const TOKEN_BYTES = 32;
/** Enough to tell tokens apart in a list, too little to guess by. */
const SHOWN_CHARACTERS = 9;
const BEARER = /^bearer (heed_[A-Za-z0-9_-]{43})$/i;

export function makeTokens({ db, makeId, random = randomBytes }: TokensNeeds): Tokens {
  return {
    list: ({ agentId }) => listTokens(db, agentId),
    async make({ agentId }, name) {
      const token = `heed_${Buffer.from(random(TOKEN_BYTES)).toString('base64url')}`;
      const row = { id: makeId(), agentId, name, start: token.slice(0, SHOWN_CHARACTERS), hash: hashOf(token) };
      if (!(await insertToken(db, { ...row, limit: TOKENS_PER_PERSON_LIMIT }))) {
        throw new Refusal('too_many', `You have ${TOKENS_PER_PERSON_LIMIT} tokens. Revoke one you no longer use.`);
      }
      return { id: row.id, token };
    },
    async revoke({ agentId }, id) {
      if (!isUuid(id) || !(await deleteToken(db, agentId, id))) throw notFound('token');
    },
    async identify(authorization) {
      const token = BEARER.exec(authorization)?.[1];
      const owner = token === undefined ? null : await findTokenOwner(db, hashOf(token));
      return owner && { agentId: owner.agentId, key: { kind: 'token', id: owner.id }, setCookies: [] };
    },
  };
}

/** A token is 256 random bits: a fast hash is enough, and looking up the hash gives a guesser's clock nothing to read. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
