/** One request for a feed or a page, with what the last answer left behind. */
import { type CheckContext, type GuardedResponse, NetworkFailure } from '../connector.ts';
import { failureOfStatus } from '../kit/failure.ts';
import { decodeDocument } from './decode.ts';
import { type FeedDocument, readDocument } from './document.ts';

/** After unpacking. A feed that is larger repeats its whole archive. */
export const DOCUMENT_LIMIT_BYTES = 5 * 1024 * 1024;
const ACCEPT =
  'application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, application/json;q=0.8, text/xml;q=0.8, text/html;q=0.7, */*;q=0.1';

export type Remembered = { etag: string | null; modified: string | null };
export type Asked = Pick<GuardedResponse, 'status' | 'headers' | 'url' | 'movedTo'> & { text: string };

/** Answers 200 and 304. A feed that is not there today may be there tomorrow; one that is gone (410) says so. */
export async function ask(
  context: Pick<CheckContext<unknown>, 'fetch' | 'now'>,
  url: string,
  remembered: Remembered = { etag: null, modified: null },
  timeoutMs?: number,
): Promise<Asked> {
  const answer = await context.fetch(url, {
    headers: {
      accept: ACCEPT,
      ...(remembered.etag === null ? {} : { 'if-none-match': remembered.etag }),
      ...(remembered.modified === null ? {} : { 'if-modified-since': remembered.modified }),
    },
    accept: () => true,
    maxBytes: DOCUMENT_LIMIT_BYTES,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  const { status, headers, bytes, movedTo } = answer;
  if (status === 404) throw new NetworkFailure('refuse', 'There is no feed at this address (404).');
  if (status !== 200 && status !== 304)
    throw failureOfStatus({
      status,
      headers,
      text: answer.text().slice(0, 64_000),
      isWrite: false,
      now: context.now(),
    });
  return { status, headers, url: answer.url, movedTo, text: decodeDocument(bytes, headers.get('content-type')) };
}

/** A feed, or a failure that says what came instead. */
export function expectFeed({ text }: Pick<Asked, 'text'>): FeedDocument {
  const document = readDocument(text);
  if (document !== null) return document;
  const isPage = /^\s*(<!doctype html|<html)/i.test(text.slice(0, 500));
  throw new NetworkFailure(
    'retry',
    isPage ? 'It answered with a web page instead of a feed.' : 'Its feed cannot be read.',
  );
}
