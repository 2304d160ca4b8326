/** An answer told line by line as it comes to be known; ends when the source does, or when the caller goes away. */
export function jsonLines(source: AsyncIterable<unknown>): Response {
  return textStream(source, value => `${JSON.stringify(value)}\n`, { 'content-type': 'application/x-ndjson' });
}

/** The same with text of another kind; read no faster than the caller takes it. */
export function textStream<T>(
  source: AsyncIterable<T>,
  write: (value: T) => string,
  headers: Record<string, string>,
): Response {
  const pieces = source[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(write(value)));
    },
    async cancel() {
      await pieces.return?.();
    },
  });
  return new Response(body, { headers: { ...headers, 'cache-control': 'no-store' } });
}
