/** What a company says of its own matters, as it is typed: words with commas between them. */
import type { BodyOf, OutputOf } from '../../../../src/contract/api.ts';

export type TriageSettings = OutputOf<'readTriageSettings'>;

export type OwnWordsDraft = {
  requests: { key: number; name: string; words: string }[];
  rivals: string;
  orders: string;
  danger: string;
};

export function draftOf({ requests, rivals, orders, danger }: TriageSettings): OwnWordsDraft {
  return {
    requests: requests.map(({ name, words }, key) => ({ key, name, words: joined(words) })),
    rivals: joined(rivals),
    orders: joined(orders),
    danger: joined(danger),
  };
}

/** What is sent. Kinds of request that nobody named or gave a word are left out. */
export function bodyOf(draft: OwnWordsDraft, version: number): BodyOf<'changeTriageSettings'> {
  const requests = draft.requests.map(({ name, words }) => ({ name: nameOf(name), words: split(words) }));
  return {
    requests: requests.filter(({ name, words }) => name !== '' || words.length > 0),
    rivals: split(draft.rivals),
    orders: split(draft.orders),
    danger: split(draft.danger),
    version,
  };
}

/** With a new, empty kind at its end. */
export function withRequest(draft: OwnWordsDraft): OwnWordsDraft {
  const key = Math.max(-1, ...draft.requests.map(one => one.key)) + 1;
  return { ...draft, requests: [...draft.requests, { key, name: '', words: '' }] };
}

/** Each word once; line breaks and commas of other scripts part them too. */
export function split(typed: string): string[] {
  const words = typed.split(/[,،、，\n]/u).map(word => word.replace(/\s+/gu, ' ').trim());
  return [...new Set(words.filter(word => word !== ''))];
}

function joined(words: readonly string[]): string {
  return words.join(', ');
}

/** `Gift Card` → `gift-card`: names are such that rules can go by them. */
function nameOf(typed: string): string {
  return typed.trim().toLowerCase().replace(/\s+/gu, '-');
}
