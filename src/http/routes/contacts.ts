import { changeContact, listContacts, openContact } from '../../services/contacts.ts';
import { search } from '../../services/search.ts';
import type { Routes } from '../endpoint.ts';
import type { Services } from '../services.ts';

/** The people on the other side: found by their words, names and handles. */
export function contactRoutes({
  desk,
}: Pick<Services, 'desk'>): Routes<'search' | 'listContacts' | 'openContact' | 'changeContact'> {
  return {
    search: ({ who, query }) => search(desk, who, query),
    listContacts: ({ who, query }) => listContacts(desk, who, query),
    openContact: ({ who, id }) => openContact(desk, who, id),
    changeContact: ({ who, id, body }) => changeContact(desk, who, id, body),
  };
}
