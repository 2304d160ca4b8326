/** Which networks have a document to be held against, where it is in the folder of documents, and where it is known to be silent. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromBotApi } from './bot-api.ts';
import type { Document } from './document.ts';
import { fromOpenApi } from './openapi.ts';
import { fromPostman } from './postman.ts';
import type { Exchange } from './recorder.ts';

export type Subject = {
  id: string;
  /** Its name in the folder of documents. */
  file: string;
  read(text: string): Document;
  /** Asked for in spite of the document's silence, each with where it is written instead. */
  beside: readonly RegExp[];
  /** Complaints that are the document's fault, each with why. */
  forgiven: readonly RegExp[];
  /** The same of requests in its own tests, where the fake plays a network of other habits. */
  forgivenInTests?: readonly RegExp[];
  /** Left out where a path of the document would take it for something else. */
  isAbout?(exchange: Exchange): boolean;
};

export const SUBJECTS: readonly Subject[] = [
  {
    id: 'telegram',
    file: 'telegram-bot-api.json',
    read: fromBotApi,
    // The document names files but not the way to them; it is told in the words of `getFile`.
    beside: [/^GET \/file\/bot/],
    // Files of an album go under names of our choosing, by which `attach://` calls them.
    forgiven: [/^sendMediaGroup, asked: .* additional properties file\d$/],
  },
  {
    id: 'x',
    file: 'x.json',
    read: fromOpenApi,
    beside: [
      // Signing in is told on a page of its own.
      /^(GET|POST) \/(2\/)?(i\/)?oauth2\//,
      // The document of this version leaves these out; each has a page of its own.
      /^(GET|POST) \/2\/media\//,
      /^(GET|POST|DELETE) \/2\/users\/[^/]+\/(tweets|likes|blocking|timelines)/,
      /^GET \/2\/users(\/by)?$/,
      /^PUT \/2\/tweets\/[^/]+\/hidden$/,
    ],
    forgiven: [],
    // To a server that refuses the new names the old ones are said.
    forgivenInTests: [/\?tweet\.fields is not in the document$/, /\?(expansions|dm_event\.fields) .* allowed values$/],
  },
  {
    id: 'threads',
    file: 'threads-api.postman_collection.json',
    read: fromPostman,
    beside: [/\/subscriptions$/, /\/pending_replies$/, /^GET \/oauth\/authorize$/],
    // All lists of Meta have pages, told once for all of them.
    forgiven: [/\?(limit|before|after|since|until) is not in the document$/],
  },
  {
    id: 'whatsapp',
    file: 'whatsapp.json',
    read: fromOpenApi,
    // The document holds messages and media alone; the account behind the number has pages of its own.
    beside: [/\/(subscribed_apps|phone_numbers|message_templates|subscriptions|register)$/, /\/…\/bytes$/],
    forgiven: [
      // Told with the statuses that hand it back.
      /must NOT have additional properties biz_opaque_callback_data$/,
      // People without a number to show are named by `recipient`; that is younger than the document.
      /must have required property 'to' to$/,
      /must NOT have additional properties recipient$/,
    ],
    // Numbers, tokens and lists are asked for as media are, by one id, but with more beside it.
    isAbout: ({ path, method }) =>
      method !== 'GET' || !/[?&](fields|limit)=|\/debug_token|message_templates/.test(path),
  },
];

export function subjectOf(id: string): Subject {
  const found = SUBJECTS.find(one => one.id === id);
  if (found === undefined) throw new Error(`no document is known of ${id}`);
  return found;
}

/** What of it concerns us, as committed here. */
export function distilledOf(id: string): Document {
  return JSON.parse(readFileSync(join(import.meta.dirname, `${id}.json`), 'utf8')) as Document;
}

export function wholeOf({ file, read }: Subject, folder: string): Document {
  return read(readFileSync(join(folder, file), 'utf8'));
}
