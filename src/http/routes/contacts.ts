import { listContactFields, setContactFields } from '../../services/contact-fields.ts';
import {
  addImport,
  cancelImport,
  checkImport,
  listContactImports,
  openImport,
  startImport,
  undoImport,
} from '../../services/contact-imports.ts';
import { contactHistory, contactTimeline } from '../../services/contact-story.ts';
import { changeContact, listContacts, openContact } from '../../services/contacts.ts';
import { exportContacts } from '../../services/export-contacts.ts';
import { mergeContacts, unmergeContacts } from '../../services/merge-contacts.ts';
import { search } from '../../services/search.ts';
import { decideSuggestion, listSuggestions } from '../../services/suggestions.ts';
import type { Routes } from '../endpoint.ts';
import { textStream } from '../json-lines.ts';
import type { Services } from '../services.ts';

type Names =
  | 'search'
  | 'listContacts'
  | 'openContact'
  | 'changeContact'
  | 'contactTimeline'
  | 'contactHistory'
  | 'mergeContacts'
  | 'unmergeContacts'
  | 'listSuggestions'
  | 'decideSuggestion'
  | 'listContactFields'
  | 'setContactFields';
type ImportNames =
  | 'exportContacts'
  | 'listImports'
  | 'addImport'
  | 'openImport'
  | 'checkImport'
  | 'startImport'
  | 'cancelImport'
  | 'undoImport';

/** The people on the other side: found by their words, names and handles; known, described, put together and taken apart. */
export function contactRoutes({ desk }: Pick<Services, 'desk'>): Routes<Names> {
  return {
    search: ({ who, query }) => search(desk, who, query),
    listContacts: ({ who, query }) => listContacts(desk, who, query),
    openContact: ({ who, id }) => openContact(desk, who, id),
    changeContact: ({ who, id, body }) => changeContact(desk, who, id, body),
    contactTimeline: ({ who, id, query }) => contactTimeline(desk, who, id, query),
    contactHistory: ({ who, id, query }) => contactHistory(desk, who, id, query),
    mergeContacts: ({ who, id, body }) => mergeContacts(desk, who, id, body.fromId),
    unmergeContacts: ({ who, id }) => unmergeContacts(desk, who, id),
    listSuggestions: ({ who, query }) => listSuggestions(desk, who, query),
    decideSuggestion: ({ who, id, body }) => decideSuggestion(desk, who, id, body),
    listContactFields: ({ who }) => listContactFields(desk, who),
    setContactFields: ({ who, body }) => setContactFields(desk, who, body.fields),
  };
}

/** Customers brought in from a file, and taken out as one. */
export function importRoutes({ desk, networks }: Pick<Services, 'desk' | 'networks'>): Routes<ImportNames> {
  return {
    exportContacts: async ({ who }) =>
      csvResponse(
        exportContacts(
          desk,
          who,
          networks().map(({ id }) => id),
        ),
      ),
    listImports: ({ who }) => listContactImports(desk, who),
    addImport: ({ who, query, body }) => addImport({ ...desk, networks: networks() }, who, query.name, body.bytes),
    openImport: ({ who, id }) => openImport(desk, who, id),
    checkImport: ({ who, id, body }) => checkImport(desk, who, id, body),
    startImport: ({ who, id, body }) => startImport(desk, who, id, body),
    cancelImport: ({ who, id }) => cancelImport(desk, who, id),
    undoImport: ({ who, id }) => undoImport(desk, who, id),
  };
}

function csvResponse(pieces: AsyncIterable<string>): Response {
  return textStream(pieces, piece => piece, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="customers.csv"',
  });
}
