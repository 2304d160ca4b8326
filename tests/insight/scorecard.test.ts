/** The page to show around: its figures, its files, and the links that open it. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { type TestContext, test } from 'node:test';
import { inflateSync } from 'node:zlib';
import sharp from 'sharp';
import { DEFAULT_EXPECTATION } from '../../src/core/insight/expectation.ts';
import { SCORECARD_LANGUAGES, type Scorecard, trimmedCurve } from '../../src/core/insight/scorecard.ts';
import { SHARED_LOOKS } from '../../src/http/shared-pages.ts';
import { measure, runsOf } from '../../src/services/draw/lettering.ts';
import { drawScorecard, scorecardFileName } from '../../src/services/reports/draw-scorecard.ts';
import { type Company, openCompany } from '../support/company.ts';

const MADE_AT = new Date('2026-11-22T12:00:00Z');
const CURVE = Array.from({ length: 300 }, (_, n) => ({
  seconds: 20 * 4_000 ** (n / 300),
  answered: 0.9 / (1 + Math.exp(-(n - 150) / 30)),
}));
const CARD: Scorecard = {
  brand: 'Kestrel',
  since: '2026-10-25T00:00:00Z',
  until: '2026-11-22T00:00:00Z',
  timeZone: 'UTC',
  turns: 1_284,
  waiting: 18,
  never: 112,
  met: { share: 0.61, low: 0.58, high: 0.64 },
  metBefore: 0.55,
  expectation: [...DEFAULT_EXPECTATION],
  curve: CURVE,
  within: [
    { seconds: 300, share: 0.24 },
    { seconds: 1_800, share: 0.6 },
    { seconds: 3_600, share: 0.71 },
    { seconds: 86_400, share: 0.91 },
  ],
  medianSeconds: 1_140,
  kept: { share: 0.93, of: 640, before: 0.9 },
  unheard: { rate: 0.37, low: 0.33, high: 0.41, of: 573 },
  turnedAround: { share: 0.44, of: 210 },
  recommend: { score: 32, of: 87 },
};
const SMALL: Scorecard = { ...CARD, turns: 7, waiting: 1, never: 2, curve: CURVE.slice(0, 3) };

type Pixels = { data: Buffer; width: number; height: number };

async function pixelsOf(png: Buffer): Promise<Pixels> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** The share of pixels in a part of the picture (0 to 1 across and down) that are nearer to black than to paper. */
function inkIn({ data, width, height }: Pixels, left: number, top: number, right: number, bottom: number): number {
  let [ink, all] = [0, 0];
  for (let y = Math.floor(top * height); y < bottom * height; y++) {
    for (let x = Math.floor(left * width); x < right * width; x++) {
      const at = (y * width + x) * 3;
      if ((data[at] ?? 255) + (data[at + 1] ?? 255) + (data[at + 2] ?? 255) < 384) ink += 1;
      all += 1;
    }
  }
  return ink / all;
}

for (const language of SCORECARD_LANGUAGES) {
  test(`the card is a picture of 1200 by 630 with its number and its curve where they belong: ${language}`, async () => {
    const { bytes, type } = await drawScorecard(CARD, language, 'card.png', MADE_AT);
    assert.equal(type, 'image/png');
    const pixels = await pixelsOf(bytes);
    assert.deepEqual([pixels.width, pixels.height], [1_200, 630]);
    const isFlipped = language === 'ar';
    const [words, chart] = isFlipped
      ? [
          [0.6, 0.97],
          [0.05, 0.58],
        ]
      : [
          [0.03, 0.4],
          [0.42, 0.95],
        ];
    assert.ok(inkIn(pixels, words[0] ?? 0, 0.28, words[1] ?? 1, 0.52) > 0.03, 'the number');
    assert.ok(inkIn(pixels, chart[0] ?? 0, 0.25, chart[1] ?? 1, 0.66) > 0.005, 'the curve');
    // Margins stay clean: nothing runs off the page.
    const margins: [number, number, number, number][] = [
      [0, 0, 0.04, 1],
      [0.965, 0, 1, 1],
      [0, 0, 1, 0.05],
      [0, 0.985, 1, 1],
    ];
    for (const margin of margins) {
      assert.equal(inkIn(pixels, ...margin), 0, margin.join(' '));
    }
  });
}

test('the sheet is as tall as A4, and of too few turns it draws no curve', async () => {
  const whole = await pixelsOf((await drawScorecard(CARD, 'en', 'sheet.png', MADE_AT)).bytes);
  assert.ok(Math.abs(whole.height / whole.width - Math.SQRT2) < 0.01);
  assert.ok(whole.width > 1_000);
  const small = await pixelsOf((await drawScorecard(SMALL, 'en', 'sheet.png', MADE_AT)).bytes);
  assert.ok(inkIn(whole, 0.1, 0.32, 0.9, 0.48) > 0.004);
  assert.ok(inkIn(small, 0.1, 0.55, 0.9, 0.57) < 0.02);
});

/** Words of the file as its letters are named in it; no program of the machine is needed. */
function pdfObjects(pdf: Buffer): string {
  const text = pdf.toString('latin1');
  const streams = [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body = '']) => {
    try {
      return inflateSync(Buffer.from(body, 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  return `${text}\n${streams.join('\n')}`;
}

/** Every letter the file can be read by: from its maps of glyphs to characters. */
function lettersIn(pdf: Buffer): Set<string> {
  const maps = [...pdfObjects(pdf).matchAll(/beginbfrange([\s\S]*?)endbfrange/g)].map(([, body = '']) => body);
  const codes = maps.flatMap(body => [...body.matchAll(/<([0-9a-f]{4,})>(?=[\s\]])/gi)].map(([, code = '']) => code));
  return new Set(
    codes.flatMap(code => (code.match(/.{4}/g) ?? []).map(unit => String.fromCharCode(Number.parseInt(unit, 16)))),
  );
}

for (const language of SCORECARD_LANGUAGES) {
  test(`the PDF is one tagged page of A4 whose words can be read and copied: ${language}`, async () => {
    const { bytes, type } = await drawScorecard(CARD, language, 'sheet.pdf', MADE_AT);
    assert.equal(type, 'application/pdf');
    assert.match(bytes.subarray(0, 8).toString('latin1'), /^%PDF-1\.7/);
    const text = pdfObjects(bytes);
    assert.match(text, /\/MediaBox \[0 0 595\.28 841\.89\]/);
    assert.match(text, /\/MarkInfo/);
    assert.match(text, /\/S \/H1/);
    assert.match(text, /\/S \/Figure[\s\S]{0,200}\/Alt|\/Alt[\s\S]{0,400}\/S \/Figure/);
    assert.match(text, new RegExp(`/Lang \\(${language}\\)`));
    assert.equal((text.match(/\/Type \/Page\b/g) ?? []).length, 1);
    const letters = lettersIn(bytes);
    for (const letter of { en: 'Kcontent61%', el: 'Απαντήσαμε', es: '¿íó', de: 'ßüö', ar: 'هلأجبنا' }[language]) {
      assert.ok(letters.has(letter), `${letter} cannot be copied`);
    }
    assert.ok(bytes.length < 200_000, `${bytes.length} bytes`);
  });
}

test('the words of the PDF come out in order, where the machine has a reader', async t => {
  const { bytes } = await drawScorecard(CARD, 'en', 'sheet.pdf', MADE_AT);
  const words = await new Promise<string | null>(resolve => {
    const reader = execFile('pdftotext', ['-', '-'], (error, out) => resolve(error ? null : out));
    reader.on('error', () => resolve(null));
    reader.stdin?.on('error', () => {});
    reader.stdin?.end(bytes);
  });
  if (words === null) return t.skip('no pdftotext here');
  const plain = words.replace(/\s+/g, ' ');
  for (const said of ['Did we answer while they were still content?', '61%', 'Promise kept', '71% expect it by then']) {
    assert.ok(plain.includes(said), said);
  }
  assert.ok(plain.indexOf('61%') < plain.indexOf('Promise kept'));
});

test('words of two directions stand in the order in which they are read', () => {
  const seen = runsOf('بين 58% و64%', 12, 400).map(
    ({ text, isRightToLeft }) => `${isRightToLeft ? '←' : '→'}${text.trim()}`,
  );
  // A percent sign follows an Arabic reader's way: to the left of its number.
  assert.deepEqual(seen, ['←%', '→64', '←و', '←%', '→58', '←بين']);
  assert.ok(measure('Kestrel', 24, 600) > measure('Kestrel', 12, 600) * 1.99);
  assert.equal(measure('', 12, 400), 0);
});

test('a brand of any letters has a file name of plain ones', () => {
  assert.equal(
    scorecardFileName({ ...CARD, brand: 'Café "Ö" /../' }, 'sheet.pdf'),
    'cafe-o-scoresheet-2026-10-25-2026-11-22.pdf',
  );
  assert.equal(scorecardFileName({ ...CARD, brand: 'Ελιά' }, 'card.png'), 'brand-scorecard-2026-10-25-2026-11-22.png');
});

test('a curve of thousands of steps is told in hundreds, and ends where it ended', () => {
  const long = Array.from({ length: 50_000 }, (_, n) => ({ seconds: n + 10, answered: n / 60_000 }));
  const short = trimmedCurve(long);
  assert.ok(short.length < 2_500, String(short.length));
  assert.deepEqual(short.at(-1), long.at(-1));
});

const LINKS = '/api/v1/brands/1/insight/scorecard/links';

async function linked(
  t: TestContext,
  body: Record<string, unknown> = {},
): Promise<{ company: Company; path: string; id: string }> {
  const company = await openCompany(t);
  const { heed, tokens } = company;
  const made = await heed.call('POST', LINKS, {
    token: tokens.lead,
    body: { name: 'For the board', days: 7, ...body },
  });
  assert.equal(made.status, 201);
  const { url, id } = made.body as { url: string; id: string };
  return { company, path: new URL(url).pathname, id };
}

test('a link shows a page without script, a picture and a PDF to anybody, and nothing about any one person', async t => {
  const { company, path } = await linked(t);
  const { heed, secrets } = company;
  const page = await heed.call('GET', path);
  assert.equal(page.status, 200);
  const html = String(page.body);
  assert.match(html, /<html lang="en" dir="ltr">/);
  assert.match(html, /noindex/);
  assert.doesNotMatch(html, /<script|javascript:|\sstyle=|\son\w+=/i);
  assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
  assert.doesNotMatch(page.headers.get('content-security-policy') ?? '', /unsafe/);
  assert.match(page.headers.get('x-robots-tag') ?? '', /noindex/);
  assert.equal(page.headers.get('referrer-policy'), 'no-referrer');
  for (const secret of [...secrets.inbox, ...secrets.otherInbox]) assert.ok(!html.includes(secret), secret);
  const picture = await fetch(`${heed.url}${path}/card.png`);
  assert.equal(picture.headers.get('content-type'), 'image/png');
  assert.equal((await sharp(Buffer.from(await picture.arrayBuffer())).metadata()).width, 1_200);
  const pdf = await fetch(`${heed.url}${path}/sheet.pdf`);
  assert.equal(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
    '%PDF-',
  );
  assert.equal((await heed.call('GET', `${path}/passwords.txt`)).status, 404);
  const fonts = [...html.matchAll(/url\((\/shared\/letters\/[^)]+)\)/g)].map(([, font = '']) => font);
  assert.ok(fonts.length > 0);
  for (const font of fonts) {
    const got = await fetch(`${heed.url}${font}`);
    assert.equal(
      Buffer.from(await got.arrayBuffer())
        .subarray(0, 4)
        .toString(),
      'wOF2',
      font,
    );
  }
  assert.equal((await fetch(`${heed.url}/shared/letters/..%2f..%2fpackage.json`)).status, 404);
});

test('a link opens until its last moment, and never again', async t => {
  const { company, path } = await linked(t, { days: 2 });
  const { heed } = company;
  const started = heed.clock.now.getTime();
  heed.clock.now = new Date(started + 2 * 86_400_000 - 1);
  assert.equal((await heed.call('GET', path)).status, 200);
  heed.clock.now = new Date(started + 2 * 86_400_000);
  assert.equal((await heed.call('GET', path)).status, 404);
  assert.equal((await heed.call('GET', `${path}/card.png`)).status, 404);
  assert.equal((await heed.call('GET', `${path}/sheet.pdf`)).status, 404);
});

test('a link that was taken back is told like one that never was, pictures drawn before it included', async t => {
  const { company, path, id } = await linked(t);
  const { heed, tokens } = company;
  assert.equal((await heed.call('GET', `${path}/card.png`)).status, 200);
  assert.equal((await heed.call('DELETE', `${LINKS}/${id}`, { token: tokens.agent })).status, 403);
  assert.equal((await heed.call('DELETE', `${LINKS}/${id}`, { token: tokens.lead })).status, 200);
  const gone = await heed.call('GET', path);
  const never = await heed.call('GET', `/shared/${'A'.repeat(43)}`);
  assert.deepEqual([gone.status, gone.body], [never.status, never.body]);
  assert.equal((await heed.call('GET', `${path}/card.png`)).status, 404);
  const { rows } = (await heed.call('GET', LINKS, { token: tokens.lead })).body as {
    rows: { revokedAt: string | null }[];
  };
  assert.notEqual(rows[0]?.revokedAt, null);
});

test('the token is in no list and no row, only its hash; each look at the page is counted', async t => {
  const { company, path } = await linked(t);
  const { heed, tokens } = company;
  const token = path.split('/').at(-1) ?? '';
  assert.match(token, /^[\w-]{43}$/);
  await heed.call('GET', path);
  await heed.call('GET', path);
  await heed.call('GET', `${path}/card.png`);
  const list = await heed.call('GET', LINKS, { token: tokens.lead });
  assert.ok(!JSON.stringify(list.body).includes(token));
  const [row] = (list.body as { rows: { opens: number; openedAt: string | null }[] }).rows;
  assert.equal(row?.opens, 2);
  assert.notEqual(row?.openedAt, null);
  const { rows } = await heed.database.pool.query('select l::text as line from scorecard_link l');
  assert.ok(rows.length === 1 && !rows[0].line.includes(token));
});

test('what the link shows stays as it was when it was made', async t => {
  const { company, path } = await linked(t);
  const { heed, tokens } = company;
  const before = await heed.call('GET', path);
  await heed.call('PATCH', '/api/v1/brands/1', { token: tokens.owner, body: { name: 'Kestrel & Sons' } });
  assert.equal((await heed.call('GET', path)).body, before.body);
});

test('whoever looks too often is asked to wait, and hostile names stay words', async t => {
  const { company, path } = await linked(t);
  const { heed, tokens } = company;
  const name = '"><script>alert(1)</script>';
  await heed.call('PATCH', '/api/v1/brands/1', { token: tokens.owner, body: { name } });
  const made = await heed.call('POST', LINKS, { token: tokens.lead, body: { name: 'x', days: 1 } });
  const hostile = String((await heed.call('GET', new URL((made.body as { url: string }).url).pathname)).body);
  assert.ok(!hostile.includes('<script>') && hostile.includes('&lt;script&gt;'));
  const looks = await Promise.all(Array.from({ length: SHARED_LOOKS }, () => heed.call('GET', path)));
  assert.ok(looks.some(({ status }) => status === 200));
  assert.equal((await heed.call('GET', path)).status, 429);
});

test('how long a link lives is between a day and ninety', async t => {
  const company = await openCompany(t);
  for (const days of [0, 91, 1.5]) {
    const body = { name: 'x', days };
    assert.equal(
      (await company.heed.call('POST', LINKS, { token: company.tokens.lead, body })).status,
      422,
      String(days),
    );
  }
});
