/** Holds one query against one post by reading docs/matching.md aloud. No table, no index, no memory between posts. */
import type { Leaf, Match, Matchable, Query, Span, Word } from '../../../src/core/query/query.ts';
import { namesIn } from './names.ts';
import { joinedSpellings, otherForms, type Reading, readingsOf, spellings } from './readings.ts';
import { foldHandle, foldTag, originalSpan, readText, type Text } from './text.ts';

type Field = { text: Text; readings: Reading[] };
type Post = { post: Matchable; fields: Field[] };
/** Where something stands, and between which places. */
type Found = { from: number; to: number; at: number; next: number };
/** What was found of a leaf in the text and in the title; nothing to show is an empty pair. */
type Heard = { holds: boolean; found: Found[][] };

const SHOWN = 64;

export function naiveMatch(post: Matchable, queryId: string, query: Query): Match | null {
  const own = ownWords(query);
  const texts = [post.text, ...(post.title === null ? [] : [post.title])].map(text => readText(text));
  const fields = texts.map((text, i) => ({ text, readings: readingsOf(text, ownFor(texts, own, i)) }));
  const heard = hear({ post, fields }, query);
  if (!heard.holds) return null;
  const spans = fields.map(({ text }, i) => merged(text, heard.found[i] ?? []));
  return { queryId, spans: spans[0] ?? [], titleSpans: spans[1] ?? [] };
}

/** The tags of text and title are counted together, the text's first. */
function ownFor(texts: Text[], own: string[], field: number): { own: string[]; skipped: number } {
  const before = texts
    .slice(0, field)
    .flatMap(({ pieces }) => pieces)
    .filter(isRun).length;
  return { own, skipped: before };
}

function isRun({ isTagged, fold }: Text['pieces'][number]): boolean {
  return isTagged && fold.length >= 6 && fold.length <= 40;
}

/** The words a query names, which may stand in a hashtag without capitals. */
function ownWords(query: Query): string[] {
  switch (query.kind) {
    case 'and':
      return query.all.flatMap(ownWords);
    case 'or':
      return query.any.flatMap(ownWords);
    case 'not':
      return ownWords(query.without);
    case 'word':
      return ownOf([query.word]);
    case 'phrase':
      return ownOf(query.words);
    case 'near':
      return [...query.left, ...query.right].flatMap(ownOf);
    case 'brand':
      return ownOf(wordsOfName(query.name));
    default:
      return [];
  }
}

function ownOf(words: readonly Word[]): string[] {
  return words
    .filter(({ exact, prefix }) => !exact && !prefix)
    .flatMap(({ text }) => readText(text).pieces)
    .filter(({ fold, isPicture }) => !isPicture && fold.length >= 2)
    .map(({ fold }) => fold);
}

function wordsOfName(name: string): Word[] {
  const words = name.replace(/[./:@#＠＃]+/g, ' ').split(/\s+/u);
  return words.filter(text => text !== '').map(text => ({ text, prefix: false, exact: false }));
}

function hear(post: Post, query: Query): Heard {
  switch (query.kind) {
    case 'and': {
      const parts = query.all.map(part => hear(post, part));
      return { holds: parts.every(({ holds }) => holds), found: together(parts) };
    }
    case 'or': {
      const parts = query.any.map(part => hear(post, part)).filter(({ holds }) => holds);
      return { holds: parts.length > 0, found: together(parts) };
    }
    case 'not':
      return { holds: !hear(post, query.without).holds, found: [] };
    default:
      return hearLeaf(post, query);
  }
}

function together(parts: readonly Heard[]): Found[][] {
  return [0, 1].map(field => parts.flatMap(({ found }) => found[field] ?? []));
}

function hearLeaf(post: Post, leaf: Leaf): Heard {
  switch (leaf.kind) {
    case 'word':
      return hearWords(post, [leaf.word]);
    case 'phrase':
      return hearWords(post, leaf.words);
    case 'near':
      return everywhere(post, field => findNear(field, leaf));
    case 'brand':
      return hearBrand(post, leaf.name);
    case 'handle':
      return everywhere(post, ({ text }) =>
        show(text.handles.filter(({ folds }) => folds.includes(foldHandle(leaf.handle)[0] ?? ''))),
      );
    case 'tag':
      return everywhere(post, ({ text }) => show(text.tags.filter(tag => isTag(tag, leaf.tag))));
    case 'link':
      return hearLink(post, leaf.host + (leaf.path === null ? '' : `/${leaf.path.replace(/^\/+/, '')}`));
    default:
      return { holds: isSo(post, leaf), found: [] };
  }
}

function hearWords(post: Post, words: readonly Word[]): Heard {
  const audible = words.filter(word => waysOf(word).length > 0);
  const [only] = audible;
  const isLink = only !== undefined && audible.length === 1 && readText(only.text).pieces.length === 0;
  return isLink ? hearLink(post, only.text) : everywhere(post, field => findWords(field, words));
}

function everywhere({ fields }: Post, find: (field: Field) => Found[]): Heard {
  const all = fields.map(find);
  return { holds: all.some(found => found.length > 0), found: all.map(first) };
}

function show(list: readonly { from: number; to: number }[]): Found[] {
  return list.map(({ from, to }) => ({ from, to, at: 0, next: 0 }));
}

/** The first ones; of those that begin together the longest. */
function first(found: readonly Found[]): Found[] {
  const sorted = [...found].sort((a, b) => a.from - b.from || b.to - a.to);
  return sorted.filter(({ from }, i) => i === 0 || sorted[i - 1]?.from !== from).slice(0, SHOWN);
}

function merged(text: Text, found: readonly Found[]): Span[] {
  const spans: Span[] = [];
  for (const { from, to } of [...found].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const span = originalSpan(text, from, to);
    const last = spans.at(-1);
    if (last !== undefined && span.start < last.end) last.end = Math.max(last.end, span.end);
    else spans.push(span);
  }
  return spans;
}

/** One word of a query as sequences of tests, of which one suffices. */
type Test = (reading: Reading) => boolean;

function waysOf({ text, prefix, exact }: Word): Test[][] {
  const asked = readText(text);
  const { pieces } = asked;
  if (pieces.length === 0) return asked.links.length > 0 && !exact ? [[linkTest(text)]] : [];
  const isLast = (i: number) => prefix && i === pieces.length - 1;
  if (exact) {
    return [
      pieces.map(({ written, fold }, i) => {
        const form = written.normalize('NFC');
        return (reading: Reading) => {
          const said = reading.written.normalize('NFC');
          return isLast(i)
            ? reading.fold.startsWith(fold) && said.startsWith(form)
            : reading.fold === fold && said === form;
        };
      }),
    ];
  }
  const test = (forms: string[], begins: boolean) => (reading: Reading) =>
    forms.some(form => (begins ? reading.fold.startsWith(form) : reading.fold === form));
  const apart = pieces.map((piece, i) => test([piece.fold, ...otherForms(piece)], isLast(i)));
  const whole = readingsOf(asked, { own: [], skipped: 0 }).find(
    ({ at, next, isJoined }) => isJoined && pieces.length > 1 && at === 0 && next === pieces.length,
  );
  return whole === undefined
    ? [apart]
    : [apart, [test([whole.fold, ...joinedSpellings(whole.fold, whole.letters)], prefix)]];
}

function linkTest(link: string): Test {
  const { host, path } = partsOf(link);
  return reading => reading.link !== undefined && leadsTo(reading.link, host.replace(/^www\./, ''), path);
}

/** Where the words stand one behind the other. Words in which nothing can be heard are passed over. */
function findWords({ text, readings }: Field, words: readonly Word[]): Found[] {
  const links = text.links.map(({ from, to, link, place }) => ({
    fold: '',
    at: place,
    next: place + 1,
    from,
    to,
    written: '',
    letters: '',
    isJoined: false,
    link,
  }));
  const all: Reading[] = [...readings, ...links];
  const steps = words.map(waysOf).filter(ways => ways.length > 0);
  if (steps.length === 0) return [];
  let found: Found[] | null = null;
  for (const ways of steps) {
    const before: Found[] | null = found;
    found = ways.flatMap(tests => tests.reduce<Found[] | null>((ends, test) => step(all, ends, test), before) ?? []);
  }
  return extremes(found ?? []);
}

/** From each place the shortest stretch and the longest. */
function extremes(found: readonly Found[]): Found[] {
  const byPlace = Map.groupBy(found, ({ at }) => at);
  return [...byPlace.values()].flatMap(stretches => {
    const sorted = stretches.toSorted((a, b) => a.next - b.next);
    return [...sorted.slice(0, 1), ...sorted.slice(1).slice(-1)];
  });
}

function step(readings: readonly Reading[], ends: Found[] | null, test: Test): Found[] {
  const fits = readings.filter(test);
  if (ends === null) return fits.map(({ from, to, at, next }) => ({ from, to, at, next }));
  const longer = new Map<string, Found>();
  for (const end of ends) {
    for (const { at, next, to } of fits) {
      if (at === end.next) longer.set(`${end.at} ${next}`, { from: end.from, at: end.at, to, next });
    }
  }
  return [...longer.values()];
}

function findNear(field: Field, { left, right, distance }: Leaf & { kind: 'near' }): Found[] {
  const some = left.flatMap(words => findWords(field, words));
  const others = right.flatMap(words => findWords(field, words));
  const isNear = (a: Found, b: Found) =>
    (a.to <= b.from && between(a, b) <= distance) || (b.to <= a.from && between(b, a) <= distance);
  return [...some.filter(a => others.some(b => isNear(a, b))), ...others.filter(b => some.some(a => isNear(a, b)))];
}

function between(earlier: Found, later: Found): number {
  return Math.max(0, Math.floor(later.at) - Math.ceil(earlier.next));
}

function hearBrand(post: Post, name: string): Heard {
  const words = wordsOfName(name);
  const parts = [
    everywhere(post, field => findWords(field, words)),
    everywhere(post, ({ text }) => show(namesIn(text, name))),
    ...(readText(name).links.length > 0 ? [hearLink(post, name)] : []),
  ];
  return { holds: parts.some(({ holds }) => holds), found: together(parts) };
}

function isTag(tag: { fold: string; written: string }, asked: string): boolean {
  const written = asked.replace(/^[#＃]/, '');
  const fold = foldTag(written);
  const said = [tag.fold, ...spellings(tag.fold, tag.written)];
  return fold !== '' && [fold, ...spellings(fold, written)].some(form => said.includes(form));
}

const LINKS_LIMIT = 32;

function hearLink({ post, fields }: Post, asked: string): Heard {
  const { host, path } = partsOf(asked);
  const bare = host.replace(/^www\./, '');
  const outside = post.links.slice(0, LINKS_LIMIT).some(link => leadsTo(link, bare, path));
  const found = fields.map(({ text }) => first(show(text.links.filter(({ link }) => leadsTo(link, bare, path)))));
  return { holds: outside || found.some(list => list.length > 0), found };
}

function leadsTo(link: string, host: string, path: string): boolean {
  const own = partsOf(link);
  const labels = own.host.split('.').slice(-12);
  const isUnder = labels.some((_, i) => labels.slice(i).join('.') === host);
  return isUnder && (path === '' || own.path === path || own.path.startsWith(`${path}/`));
}

export function partsOf(link: string): { host: string; path: string } {
  const [, body = ''] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([\s\S]*)$/i.exec(link) ?? [];
  const [, authority = '', rest = ''] = /^([^/?#\\]*)([\s\S]*)$/.exec(body) ?? [];
  const bare = authority
    .replace(/^[\s\S]*@/, '')
    .replace(/:\d*$/, '')
    .replace(/\.$/, '')
    .toLowerCase();
  const isPlain = /^[\x21-\x7e]*$/.test(bare);
  const path = rest
    .replaceAll('\\', '/')
    .replace(/[?#][\s\S]*$/, '')
    .toLowerCase()
    .replace(/\/+$/, '');
  return { host: isPlain ? bare : (URL.parse(`http://${bare}`)?.hostname ?? bare), path };
}

function isSo({ post, fields }: Post, leaf: Leaf): boolean {
  switch (leaf.kind) {
    case 'from':
      return post.authorHandle !== null && foldHandle(post.authorHandle).includes(foldHandle(leaf.handle)[0] ?? '');
    case 'lang':
      return post.lang !== null && `${langOf(post.lang)}-`.startsWith(`${langOf(leaf.lang)}-`);
    case 'network':
      return post.network.toLowerCase() === leaf.network.toLowerCase();
    case 'has':
      return leaf.what === 'media' ? post.hasMedia : fields.some(({ text }) => asks(text));
    default:
      return false;
  }
}

function langOf(lang: string): string {
  const names: Record<string, string> = { iw: 'he', in: 'id', ji: 'yi', tl: 'fil', nb: 'no', nn: 'no' };
  return lang
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/^[^-]*/, first => names[first] ?? first);
}

const MARKS = new Set('?？؟⸮՞፧꘏⁇⁈⁉‽¿\u037e﹖︖❓❔⳺⳻\u{11143}\u{1e95f}');
const ASKING_CHINESE = ['吗', '嗎'];
const ASKING_THAI = ['ไหม', 'มั้ย', 'ไม๊', 'หรือเปล่า', 'รึเปล่า'];

function asks({ visible, links }: Text): boolean {
  let rest = visible;
  const parts = [...links].reverse().map(({ from, to }) => {
    const part = rest.slice(to);
    rest = rest.slice(0, from);
    return part;
  });
  return [...parts, rest].some(
    part =>
      Array.from(part).some(character => MARKS.has(character)) ||
      asksInGreek(part) ||
      asksInWords(part.normalize('NFC')),
  );
}

function asksInGreek(text: string): boolean {
  const characters = Array.from(text);
  return characters.some((character, i) => {
    if (!';；﹔'.includes(character)) return false;
    const before = characters.slice(0, i);
    while (before.length > 0 && /[\p{M}\s»"”'’)]/u.test(before.at(-1) ?? '')) before.pop();
    return /\p{Script=Greek}/u.test(before.at(-1) ?? '');
  });
}

function asksInWords(text: string): boolean {
  if ([...ASKING_CHINESE, ...ASKING_THAI].some(word => text.includes(word))) return true;
  const japanese = ['ですか', 'ますか', 'ませんか', 'でしたか', 'ましたか', 'でしょうか'];
  const ends = (word: string, goesOn: RegExp) =>
    text
      .split(word)
      .slice(1)
      .some(after => !goesOn.test(after.slice(0, 1)));
  if (japanese.some(word => ends(word, /\p{Script=Hiragana}/u))) return true;
  return ['니까', '까요', '나요', '가요', '을까'].some(word => ends(word, /[가-힣]/));
}
