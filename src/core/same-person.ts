/**
 * Whether two identities, or an identity and what a company wrote down, are the same person: what speaks for it, what against
 * it, and how much together. Only ever a suggestion: a person says yes or no.
 */

export const EVIDENCE_KINDS = [
  'company_says',
  'verified_link',
  'mutual_link',
  'same_email',
  'verified_site',
  'same_phone',
  'handle_picture',
  'name_picture',
  'handle_name',
  'one_way_link',
  'same_site',
  'talked',
  'languages',
  'refused',
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];
/** `what`: the handle, address or site it is about, as people read it; never an e-mail or a number given in private. */
export type Evidence = { kind: EvidenceKind; what: string | null };

/**
 * How sure each kind makes us, taken alone. Judged, not measured: a proof both sides had to take part in is above 0.9, what only the same person
 * is likely to know or own about 0.8, what others may share or copy below a half.
 */
const FOR: Partial<Record<EvidenceKind, number>> = {
  company_says: 0.97,
  verified_link: 0.95,
  mutual_link: 0.9,
  same_email: 0.9,
  same_phone: 0.85,
  verified_site: 0.8,
  handle_picture: 0.75,
  name_picture: 0.55,
  handle_name: 0.45,
  one_way_link: 0.35,
  same_site: 0.35,
};
/** How much of it each kind takes away again. */
const AGAINST: Partial<Record<EvidenceKind, number>> = { refused: 1, talked: 0.8, languages: 0.3 };

/** From here on people are asked. One thing that others may share is not enough; two are. */
export const SUGGEST_FROM = 0.5;

/**
 * From 0 to 1. Reasons that speak for it add up as independent ones (1 − Π(1 − w)), those against take their share of what
 * is left. Neither order nor doubles count.
 */
export function scoreOf(evidence: readonly Evidence[]): number {
  const kinds = [...new Set(evidence.map(one => one.kind))].sort();
  const doubt = kinds.reduce((left, kind) => left * (1 - (FOR[kind] ?? 0)), 1);
  return kinds.reduce((left, kind) => left * (1 - (AGAINST[kind] ?? 0)), 1 - doubt);
}

export function isSuggested(score: number): boolean {
  return score >= SUGGEST_FROM;
}

export function speaksAgainst(kind: EvidenceKind): boolean {
  return AGAINST[kind] !== undefined;
}

/** One thing by which somebody can be known again; equal marks meet in the index. */
export const MARK_KINDS = [
  'handle',
  'handle_on',
  'page',
  'link',
  'verified_link',
  'email',
  'phone',
  'picture',
  'name',
  'given_handle',
  'given_id',
] as const;
export type MarkKind = (typeof MARK_KINDS)[number];
/** `mark`: equal for equal things. `shown`: as people read it; null for what was said in private. */
export type Mark = { kind: MarkKind; mark: string; shown: string | null };

/** The evidence in what two people's marks have in common. The same whichever comes first. */
export function evidenceOf(one: readonly Mark[], other: readonly Mark[]): Evidence[] {
  const [a, b] = [byKind(one), byKind(other)];
  const found: Evidence[] = [];
  const add = (kind: EvidenceKind, shared: Mark | undefined) => {
    if (shared !== undefined) found.push({ kind, what: shared.shown });
  };
  const meet = (mine: MarkKind, theirs: MarkKind) => shared(a, mine, b, theirs) ?? shared(b, mine, a, theirs);
  add('company_says', meet('given_handle', 'handle_on'));
  const verified = meet('verified_link', 'page');
  const [there, back] = [shared(a, 'link', b, 'page'), shared(b, 'link', a, 'page')];
  if (verified !== undefined) add('verified_link', verified);
  else if (there !== undefined && back !== undefined) found.push({ kind: 'mutual_link', what: least(there, back) });
  else add('one_way_link', there ?? back);
  add('same_email', meet('email', 'email'));
  add('same_phone', meet('phone', 'phone'));
  const site = shared(a, 'verified_link', b, 'verified_link');
  if (site !== undefined) add('verified_site', site);
  else add('same_site', shared(a, 'link', b, 'link') ?? meet('link', 'verified_link'));
  addLooks(add, meet, () => alike(one, other));
  return found;
}

/** Of 64 differences so many may be others: what another size, quality or cut leaves of the same picture. */
export const PICTURE_DISTANCE = 6;

/** How many of the 64 differences two pictures do not share. @param one sixteen hexadecimal digits, as the other */
export function pictureDistance(one: string, other: string): number {
  let unlike = BigInt(`0x${one}`) ^ BigInt(`0x${other}`);
  let bits = 0;
  for (; unlike > 0n; unlike >>= 1n) bits += Number(unlike & 1n);
  return bits;
}

function alike(one: readonly Mark[], other: readonly Mark[]): Mark | undefined {
  const pictures = other.filter(mark => mark.kind === 'picture');
  return one.find(
    mark => mark.kind === 'picture' && pictures.some(its => pictureDistance(mark.mark, its.mark) <= PICTURE_DISTANCE),
  );
}

function addLooks(
  add: (kind: EvidenceKind, shared: Mark | undefined) => void,
  meet: (mine: MarkKind, theirs: MarkKind) => Mark | undefined,
  pictures: () => Mark | undefined,
): void {
  const [handle, name] = [meet('handle', 'handle'), meet('name', 'name')];
  const picture = pictures();
  if (handle !== undefined && picture !== undefined) add('handle_picture', handle);
  if (handle !== undefined && name !== undefined) add('handle_name', handle);
  if (handle === undefined && name !== undefined && picture !== undefined) add('name_picture', name);
}

type ByKind = ReadonlyMap<MarkKind, ReadonlyMap<string, Mark>>;

function byKind(marks: readonly Mark[]): ByKind {
  const groups = Map.groupBy(marks, mark => mark.kind);
  return new Map([...groups].map(([kind, some]) => [kind, new Map(some.map(one => [one.mark, one]))]));
}

/** The first in the alphabet, so that it is the same one from both sides. */
function shared(a: ByKind, mine: MarkKind, b: ByKind, theirs: MarkKind): Mark | undefined {
  const [here, there] = [a.get(mine), b.get(theirs)];
  if (here === undefined || there === undefined) return undefined;
  const common = [...here.values()].filter(one => there.has(one.mark));
  const first = common.sort((one, other) => (one.mark < other.mark ? -1 : 1))[0];
  if (first === undefined) return undefined;
  return { ...first, shown: first.shown === null || there.get(first.mark)?.shown === null ? null : first.shown };
}

function least(one: Mark, other: Mark): string | null {
  return (one.shown ?? '') < (other.shown ?? '') ? one.shown : other.shown;
}
