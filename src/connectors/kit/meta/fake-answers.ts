/** What the fake Graph is asked and how it answers: a request read whole, an error of the documented shape, a page of a list. */

export type FakeToken = {
  /** Whose it is: a page, an account, a person. */
  subject: string;
  scopes: readonly string[];
  endsAt: Date | null;
  /** Taken back, so that every call ends in code 190. */
  isOver?: boolean;
};

/** `path`: behind the version, with a slash. `fields`: of query and body together. `token`: null where none was given. */
export type GraphRequest = {
  method: string;
  path: string;
  fields: Record<string, string>;
  json: unknown;
  files: File[];
  token: (FakeToken & { text: string }) | null;
};

/** A no, as the Graph API says it. */
export function graphNo(
  code: number,
  message: string,
  more: {
    status?: number;
    subcode?: number;
    isTransient?: boolean;
    userMessage?: string;
    headers?: Record<string, string>;
  } = {},
): Response {
  const error = {
    message,
    type: code === 100 ? 'GraphMethodException' : 'OAuthException',
    code,
    ...(more.subcode === undefined ? {} : { error_subcode: more.subcode }),
    ...(more.isTransient === undefined ? {} : { is_transient: more.isTransient }),
    ...(more.userMessage === undefined ? {} : { error_user_title: 'Not possible', error_user_msg: more.userMessage }),
    fbtrace_id: 'AtraceOfTheFakeGraph',
  };
  return Response.json({ error }, { status: more.status ?? 400, headers: more.headers ?? {} });
}

/** One page of a list that is newest first, or however it is handed in: `limit` and `after` are those of the request. */
export function graphList(
  origin: string,
  request: Pick<GraphRequest, 'fields' | 'path'>,
  all: readonly unknown[],
): Response {
  const limit = Math.min(Number(request.fields['limit'] ?? 25), 100);
  const from = Number(Buffer.from(request.fields['after'] ?? '', 'base64url').toString() || 0);
  const data = all.slice(from, from + limit);
  const cursor = (at: number) => Buffer.from(String(at)).toString('base64url');
  const after = cursor(from + data.length);
  const next = `${origin}${request.path}?access_token=neverReadThisFromHere&limit=${limit}&after=${after}`;
  const hasMore = from + data.length < all.length;
  return Response.json({
    data,
    ...(data.length === 0
      ? {}
      : { paging: { cursors: { before: cursor(from), after }, ...(hasMore ? { next } : {}) } }),
  });
}
