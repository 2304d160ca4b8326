/** Server-sent events out of lines (the HTML standard, "event stream interpretation"). */
export type ServerSent = { event: string; data: string; id: string | null };

/** Comments and unknown fields are passed over; an event without data is none. */
export async function* serverSent(lines: AsyncIterable<string>): AsyncGenerator<ServerSent, void, undefined> {
  let event = '';
  let data: string[] = [];
  let id: string | null = null;
  for await (const line of lines) {
    if (line === '') {
      if (data.length > 0) yield { event: event === '' ? 'message' : event, data: data.join('\n'), id };
      event = '';
      data = [];
      continue;
    }
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') data.push(value);
    else if (field === 'event') event = value;
    else if (field === 'id' && !value.includes('\0')) id = value;
  }
}
