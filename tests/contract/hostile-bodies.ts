/** Bodies no network would send: JSON bent where it stands, and things that are none at all. Made by fast-check's choices, so that a failure shrinks. */
import fc from 'fast-check';

/** What may stand in the place of any value. */
const ODD = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom<unknown>(null, true, '', ' ', 0, -1, 1e308, 0.1, 2 ** 60, [], {}, [[]], [null]),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(
      '\u0000',
      '\ud800',
      '\u202e',
      'NaN',
      '1e999',
      '99999999999999999999',
      '-1',
      'null',
      '[]',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(
      '0000-00-00T00:00:00Z',
      '9999-99-99',
      '1772355600',
      1_772_355_600_000,
      -62_135_596_800,
      8.64e15 + 1,
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>(
      'x'.repeat(200_000),
      Array.from({ length: 3_000 }, () => ({})),
      nested(500),
    ),
  },
);

/** Names that mean something to JavaScript. */
const NAMES = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'then',
  'length',
  '',
  '0',
  'id',
  'data',
);

function nested(depth: number): unknown {
  let value: unknown = 7;
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { a: value };
  return value;
}

/** A body as the network sends it, with a few values somewhere in it replaced, taken away, doubled or named otherwise. */
export function bentBody(bodies: readonly string[]): fc.Arbitrary<string> {
  const bend = fc.record({ where: fc.nat(), how: fc.nat(5), odd: ODD, name: NAMES });
  return fc.tuple(fc.constantFrom(...bodies), fc.array(bend, { minLength: 1, maxLength: 3 })).map(([text, bends]) => {
    const whole: unknown = { body: JSON.parse(text) };
    for (const { where, how, odd, name } of bends) {
      const places = placesIn(whole);
      const place = places[where % places.length];
      // A copy: what is bent next may stand inside it.
      if (place !== undefined) bent(place, how, JSON.parse(JSON.stringify(odd)), name);
    }
    return JSON.stringify((whole as { body?: unknown }).body ?? null);
  });
}

type Place = { holder: Record<string, unknown> | unknown[]; key: string };

function placesIn(value: unknown, found: Place[] = [], depth = 0): Place[] {
  if (typeof value !== 'object' || value === null || depth > 30 || found.length > 2_000) return found;
  for (const key of Object.keys(value)) {
    found.push({ holder: value as Record<string, unknown>, key });
    placesIn((value as Record<string, unknown>)[key], found, depth + 1);
  }
  return found;
}

function bent({ holder, key }: Place, how: number, odd: unknown, name: string): void {
  const own = holder as Record<string, unknown>;
  const value = own[key];
  if (how === 0 && key !== 'body') delete own[key];
  else if (how === 1) own[key] = typeof value === 'number' ? String(value) : [value];
  else if (how === 2 && Array.isArray(value)) own[key] = [...value, odd, ...value];
  // Plain assignment would set a prototype; in JSON it is a name like any other.
  else if (how === 3 && typeof value === 'object' && value !== null && !Array.isArray(value))
    Object.defineProperty(value, name, { value: odd, enumerable: true, configurable: true, writable: true });
  else own[key] = odd;
}

/** Bytes of any kind: no UTF-8, no JSON, JSON of another shape, or nested without end. */
export const ANY_BYTES: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 300 }).map(text => new TextEncoder().encode(text)),
  fc.json({ maxDepth: 6 }).map(text => new TextEncoder().encode(text)),
  fc
    .constantFrom(
      '',
      ' ',
      '\ufeff{}',
      '{}{}',
      '[1,2',
      '"',
      '-',
      'nul',
      '{"entry":[[[[[]]]]]}',
      '{"data":[null,1,"x",[]]}',
    )
    .map(text => new TextEncoder().encode(text)),
);

/** So deep that reading or writing it by recursion would end a program. */
export const ENDLESS: readonly string[] = [
  '['.repeat(100_000) + ']'.repeat(100_000),
  `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
  '['.repeat(200_000),
];

/** The same deep value in the places where networks put theirs. */
export function endlessIn(bodies: readonly string[]): string[] {
  return bodies.flatMap(body =>
    ['value', 'payload', 'message', 'values', 'entry', 'changes', 'messaging', 'data', 'text'].flatMap(name => {
      const found = body.indexOf(`"${name}":`);
      if (found === -1) return [];
      const from = found + name.length + 3;
      return `${body.slice(0, from)}${ENDLESS[0]},"rest":${body.slice(from)}`;
    }),
  );
}
