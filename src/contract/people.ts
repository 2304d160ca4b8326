/** The people on the other side: known on many networks, described by colleagues, imported, merged and taken apart. */
import { z } from 'zod';
import { CHOICES_LIMIT, FIELD_KINDS, FIELD_TEXT_LIMIT, FIELDS_LIMIT } from '../core/contact-field.ts';
import { EVIDENCE_KINDS } from '../core/same-person.ts';
import { page, type Shape, shortText } from './shape.ts';
import * as shapes from './shapes.ts';

const fieldValue = z.union([z.string().max(FIELD_TEXT_LIMIT), z.number(), z.boolean()]);
const fieldValues = z.record(z.string(), fieldValue.nullable());
const evidence = z.array(z.object({ kind: z.enum(EVIDENCE_KINDS), what: z.string().nullable() }));
const field = z.object({
  id: shapes.uuid,
  name: z.string(),
  kind: z.enum(FIELD_KINDS),
  choices: z.array(z.string()),
});
const edit = z.object({
  name: z.string().optional(),
  notes: z.string().optional(),
  tagsAdded: z.array(z.string()).optional(),
  tagsRemoved: z.array(z.string()).optional(),
  fields: fieldValues.optional(),
  value: shapes.money.nullable().optional(),
});

const column = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['skip', 'id', 'name', 'email', 'phone', 'tags', 'notes', 'value']) }),
  z.object({ kind: z.literal('handle'), network: z.string().max(40) }),
  z.object({ kind: z.literal('field'), id: shapes.uuid }),
]);
/** What each column of the file means, in order; `currency` of amounts that name none. */
const mapping = z.object({
  columns: z.array(column).max(100),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('EUR'),
});
const mistakes = z.array(z.object({ line: z.int(), column: z.string(), why: z.string() }));
const importView = z.object({
  id: shapes.uuid,
  agentId: shapes.uuid,
  fileName: z.string(),
  reading: z.object({
    encoding: z.string(),
    separator: z.string(),
    header: z.array(z.string()),
    rows: z.int(),
    sample: z.array(z.array(z.string())),
  }),
  mapping,
  state: z.enum(['ready', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone']),
  counts: z.object({ made: z.int(), changed: z.int(), same: z.int(), mistaken: z.int(), kept: z.int() }),
  mistakes,
  rowsDone: z.int(),
  madeAt: shapes.instant,
  endedAt: shapes.instant.nullable(),
});

export const people = {
  listContacts: {
    summary: 'People by name or handle.',
    query: z.object({ q: z.string().max(200).optional(), ...page }),
    output: shapes.pageOf(shapes.contact),
  },
  openContact: {
    summary: 'One person with identities and conversations I may see; of one who was merged, the one they are part of.',
    output: z.object({ contact: shapes.contact, conversations: z.array(shapes.conversation) }),
  },
  changeContact: {
    summary: 'Change name, notes, tags, fields or value; what is left out stays, null empties a field.',
    body: z.object({
      name: shortText.optional(),
      notes: z.string().max(10_000).optional(),
      tags: z.array(z.string().trim().min(1).max(60)).max(30).optional(),
      fields: fieldValues.optional(),
      value: shapes.money.nullable().optional(),
    }),
    output: z.object({ contact: shapes.contact }),
  },
  contactTimeline: {
    summary: 'Everything said with this person over all networks, newest first, as far as I may see it.',
    query: z.object({ network: z.string().max(40).optional(), visibility: shapes.visibility.optional(), ...page }),
    output: shapes.pageOf(z.object({ message: shapes.message, network: z.string() })),
  },
  contactHistory: {
    summary: 'What was done to what we know of this person, by whom, and what was undone; newest first.',
    query: z.object(page),
    output: shapes.pageOf(
      z.object({
        id: shapes.uuid,
        at: shapes.instant,
        agentId: shapes.uuid.nullable(),
        kind: z.enum(['edit', 'merge', 'made']),
        edit: edit.nullable(),
        before: edit.nullable(),
        from: z.object({ id: shapes.uuid, name: z.string() }).nullable(),
        evidence,
        fileName: z.string().nullable(),
        undoneAt: shapes.instant.nullable(),
        undoneBy: shapes.uuid.nullable(),
      }),
    ),
  },
  mergeContacts: {
    summary: 'Another contact becomes part of this one; it can be undone exactly.',
    body: z.object({ fromId: shapes.uuid }),
    output: z.object({ mergeId: shapes.uuid, contactId: shapes.uuid }),
  },
  unmergeContacts: {
    summary: 'Take apart what one merge put together; whoever merged may, and leads.',
    output: z.object({ contactId: shapes.uuid, fromId: shapes.uuid }),
  },
  listSuggestions: {
    summary: 'Who may be the same person, with the reasons; the surest first.',
    query: z.object({ contact: shapes.uuid.optional(), ...page }),
    output: shapes.pageOf(
      z.object({
        id: shapes.uuid,
        one: shapes.contact,
        other: shapes.contact,
        evidence,
        score: z.number(),
        state: z.enum(['open', 'accepted', 'refused']),
        madeAt: shapes.instant,
      }),
    ),
  },
  decideSuggestion: {
    summary: 'The same person, not the same, or asked again. `keep`: which contact stays when they become one.',
    body: z.object({ decision: z.enum(['same', 'different', 'open']), keep: shapes.uuid.optional() }),
    output: z.object({ mergeId: shapes.uuid.nullable(), contactId: shapes.uuid }),
  },
  listContactFields: {
    summary: 'The fields kept on contacts, in order.',
    output: z.object({ rows: z.array(field) }),
  },
  setContactFields: {
    summary: 'All fields, in this order; one without an id is new, one left out is taken away.',
    body: z.object({
      fields: z
        .array(
          z.object({
            id: shapes.uuid.optional(),
            name: z.string().trim().min(1).max(60),
            kind: z.enum(FIELD_KINDS),
            choices: z.array(z.string().trim().min(1).max(120)).max(CHOICES_LIMIT).default([]),
          }),
        )
        .max(FIELDS_LIMIT),
    }),
    output: z.object({ rows: z.array(field) }),
  },
  exportContacts: {
    summary: 'Everybody as a CSV file, in the columns that an import reads; nothing in it runs as a formula.',
    output: 'file',
  },
  listImports: { summary: 'Files of customers taken in lately.', output: z.object({ rows: z.array(importView) }) },
  addImport: {
    summary: 'Upload a CSV file of customers; its columns are guessed. Nothing is taken in yet.',
    status: 201,
    query: z.object({ name: z.string().max(200).default('') }),
    body: 'file',
    output: z.object({ import: importView }),
  },
  openImport: {
    summary: 'How far it is, and what went wrong on which line.',
    output: z.object({ import: importView }),
  },
  checkImport: {
    summary: 'What taking it in would do, without doing it.',
    body: mapping,
    output: z.object({ made: z.int(), known: z.int(), mistaken: z.int(), mistakes }),
  },
  startImport: {
    summary: 'Take it in, by a job.',
    status: 202,
    body: mapping,
    output: z.object({ import: importView }),
  },
  cancelImport: {
    summary: 'Stop; what was taken in stays and can be undone.',
    output: z.object({ import: importView }),
  },
  undoImport: {
    summary: 'Take back everything it did; what colleagues did since stays.',
    status: 202,
    output: z.object({ import: importView }),
  },
} satisfies Record<string, Shape>;
