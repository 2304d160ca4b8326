/** Which queries hang on which terms: lists in flat arrays, from which any member is taken out at once. */
import { firstPosting, setFirstPosting, type Terms } from './terms.ts';

export type Postings = {
  /** By posting. */
  queries: Int32Array;
  terms: Int32Array;
  /** Of the next and the one before on the same term, plus one; 0: none. */
  next: Int32Array;
  previous: Int32Array;
  /** First of the unused ones, chained by `next`; plus one. */
  free: number;
  count: number;
};

const FIRST_SIZE = 256;

export function makePostings(): Postings {
  return {
    queries: new Int32Array(FIRST_SIZE),
    terms: new Int32Array(FIRST_SIZE),
    next: new Int32Array(FIRST_SIZE),
    previous: new Int32Array(FIRST_SIZE),
    free: 0,
    count: 0,
  };
}

/** @returns the posting, to take it back with */
export function addPosting(postings: Postings, terms: Terms, term: number, query: number): number {
  let posting = postings.free - 1;
  if (posting >= 0) postings.free = postings.next[posting] ?? 0;
  else {
    posting = postings.count;
    postings.count += 1;
    if (posting === postings.queries.length) grow(postings);
  }
  const first = firstPosting(terms, term);
  postings.queries[posting] = query;
  postings.terms[posting] = term;
  postings.next[posting] = first;
  postings.previous[posting] = 0;
  if (first > 0) postings.previous[first - 1] = posting + 1;
  setFirstPosting(terms, term, posting + 1);
  return posting;
}

export function dropPosting(postings: Postings, terms: Terms, posting: number): void {
  const next = postings.next[posting] ?? 0;
  const previous = postings.previous[posting] ?? 0;
  if (next > 0) postings.previous[next - 1] = previous;
  if (previous > 0) postings.next[previous - 1] = next;
  else setFirstPosting(terms, postings.terms[posting] ?? 0, next);
  postings.next[posting] = postings.free;
  postings.free = posting + 1;
}

function grow(postings: Postings): void {
  const size = postings.queries.length * 2;
  const wider = (old: Int32Array) => {
    const fresh = new Int32Array(size);
    fresh.set(old);
    return fresh;
  };
  postings.queries = wider(postings.queries);
  postings.terms = wider(postings.terms);
  postings.next = wider(postings.next);
  postings.previous = wider(postings.previous);
}
