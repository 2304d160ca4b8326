/** Coming in, people, brands and inboxes. */
import { z } from 'zod';
import { email, inBrand, nothing, password, type Shape, shortText } from './shape.ts';
import * as shapes from './shapes.ts';

export const company = {
  welcome: {
    summary: 'Is there an owner yet, and is the one-time link still good?',
    query: z.object({ token: z.string().max(200).optional() }),
    output: z.object({ needsOwner: z.boolean(), tokenIsGood: z.boolean(), version: z.string() }),
  },
  becomeOwner: {
    summary: 'The first owner signs up with the one-time link; signs in at once.',
    status: 201,
    body: z.object({ token: z.string().max(200), name: shortText, email, password, brand: shortText }),
    output: inBrand,
  },
  signIn: {
    summary: 'Sign in with e-mail and password; the answer sets the session cookie.',
    body: z.object({ email, password: z.string().max(200), remember: z.boolean().default(true) }),
    output: nothing,
  },
  signOut: { summary: 'End this session; well even when there is none.', output: nothing },
  me: {
    summary: 'Who is signed in.',
    output: z.object({
      id: shapes.uuid,
      name: z.string(),
      email: z.string(),
      initials: z.string(),
      locale: z.string(),
      brands: z.array(shapes.brand),
    }),
  },
  changeMe: {
    summary: 'Change my name or language.',
    body: z.object({ name: shortText.optional(), locale: z.string().max(20).optional() }),
    output: nothing,
  },
  changePassword: {
    summary: 'Change my password; every other session of mine ends.',
    body: z.object({ current: z.string().max(200), next: password }),
    output: nothing,
  },
  listTokens: {
    summary: 'My API tokens, without their secrets.',
    output: z.object({
      rows: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          start: z.string(),
          createdAt: shapes.instant,
          lastUsedAt: shapes.instant.nullable(),
        }),
      ),
    }),
  },
  makeToken: {
    summary: 'A new API token; shown this once.',
    status: 201,
    body: z.object({ name: shortText }),
    output: z.object({ id: z.string(), token: z.string() }),
  },
  revokeToken: { summary: 'The token stops working at once.', output: nothing },
  listBrands: { summary: 'The brands I belong to.', output: z.object({ rows: z.array(shapes.brand) }) },
  makeBrand: {
    summary: 'A new brand with one inbox; I own it. Only somebody who owns a brand may.',
    status: 201,
    body: z.object({ name: shortText }),
    output: inBrand,
  },
  changeBrand: { summary: 'Rename the brand.', body: z.object({ name: shortText }), output: inBrand },

  listColleagues: {
    summary: 'Names and initials of everybody in the brand.',
    output: z.object({ rows: z.array(shapes.colleague) }),
  },
  listMembers: {
    summary: 'Everybody in the brand with their role and reach.',
    output: z.object({ rows: z.array(shapes.member) }),
  },
  addMember: {
    summary: 'Add a colleague; a new one gets a first password to change.',
    status: 201,
    body: z.object({ name: shortText, email, role: shapes.role, inboxes: z.array(shapes.uuid).max(200).optional() }),
    output: z.object({ member: shapes.member, firstPassword: z.string().nullable() }),
  },
  changeMember: {
    summary: 'Change role or reach.',
    body: z.object({ role: shapes.role.optional(), inboxes: z.array(shapes.uuid).max(200).optional() }),
    output: z.object({ member: shapes.member }),
  },
  newPassword: {
    summary: 'For a colleague who forgot theirs: a new first password, told this once. Their sessions end.',
    output: z.object({ firstPassword: z.string() }),
  },
  removeMember: { summary: 'They lose the brand at once; what they wrote stays.', output: nothing },

  listInboxes: { summary: 'The inboxes I may see.', output: z.object({ rows: z.array(shapes.inbox) }) },
  makeInbox: {
    summary: 'A new inbox. What is promised there is for the policies to say.',
    status: 201,
    body: z.object({ name: shortText }),
    output: z.object({ inbox: shapes.inbox }),
  },
  changeInbox: {
    summary: 'Rename it.',
    body: z.object({ name: shortText.optional() }),
    output: z.object({ inbox: shapes.inbox }),
  },
} satisfies Record<string, Shape>;
