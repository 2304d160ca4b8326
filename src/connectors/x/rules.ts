/** What is listened for: the owner's rules as X's stream keeps them. Rules belong to the app, so ours carry our mark and others are left alone. */
import { z } from 'zod';
import { NetworkFailure } from '../connector.ts';
import { readValue } from '../kit/json.ts';
import { ask, call, isFine } from './api.ts';
import { isEnterprise, rulesIn, SEARCH_LIMIT, type XCheck, type XContext } from './credentials.ts';
import { failureOf, kindOf, type Problem, problemsIn } from './problem.ts';
import { idSchema } from './schema.ts';

const RULES = '/2/tweets/search/stream/rules';

const ruleSchema = z.object({ id: idSchema, value: z.string(), tag: z.string().nullish() });
const rulesSchema = z.object({
  data: z
    .array(z.unknown())
    .nullish()
    .transform(all =>
      (all ?? []).flatMap(one => {
        const read = readValue(one, ruleSchema);
        return read.ok ? [read.value] : [];
      }),
    ),
  meta: z
    .object({ next_token: z.string().nullish().catch(null) })
    .nullish()
    .catch(null),
});
type Rule = z.infer<typeof ruleSchema>;

/** What goes to X: reposts are no words of anybody's own, and every one would be paid for. */
export function queriesOf({ listenFor }: { listenFor?: string | undefined }): string[] {
  return rulesIn(listenFor).map(rule => (/\bis:(retweet|repost)\b/.test(rule) ? rule : `(${rule}) -is:retweet`));
}

/** Searching takes shorter rules than the stream, for those who pay as they go. */
export function searchable(context: Pick<XCheck, 'credentials'>): string[] {
  const all = queriesOf(context.credentials);
  return isEnterprise(context.credentials) ? all : all.filter(query => query.length <= SEARCH_LIMIT + 16);
}

export function markOf({ channelId }: Pick<XContext, 'channelId'>): string {
  return `heed ${channelId}`;
}

/** Has X keep exactly our rules under our mark. Safe to do again; what stands twice is as wished. */
export async function keepRules(context: XContext): Promise<void> {
  const mark = markOf(context);
  const wanted = queriesOf(context.credentials);
  const kept = await listRules(context);
  const ours = kept.filter(({ tag }) => tag === mark);
  const stale = ours.filter(({ value }) => !wanted.includes(value));
  const missing = wanted.filter(value => !ours.some(rule => rule.value === value));
  if (stale.length > 0) await change(context, { delete: { ids: stale.map(({ id }) => id) } });
  if (missing.length > 0) await change(context, { add: missing.map(value => ({ value, tag: mark })) });
}

/** Takes ours away, for a channel that is left. */
export async function dropRules(context: XContext): Promise<void> {
  const mark = markOf(context);
  const ids = (await listRules(context)).filter(({ tag }) => tag === mark).map(({ id }) => id);
  if (ids.length > 0) await change(context, { delete: { ids } });
}

const PAGES_LIMIT = 10;

async function listRules(context: XContext): Promise<Rule[]> {
  const all: Rule[] = [];
  let token: string | null = null;
  for (let page = 0; page < PAGES_LIMIT; page++) {
    const query: Record<string, string> = token === null ? {} : { pagination_token: token };
    const { data, meta } = await call(context, { path: RULES, as: 'app', query, bucket: 'rules' }, rulesSchema);
    all.push(...data);
    token = meta?.next_token ?? null;
    if (token === null) return all;
  }
  return all;
}

/** X answers a rule it refuses with a success that holds errors; one that stands already is no error. */
async function change(context: XContext, json: unknown): Promise<void> {
  const what = { path: RULES, method: 'POST', as: 'app', json, bucket: 'rules', harmless: true } as const;
  const answer = await ask(context, what);
  const problems = problemsIn(answer.json()).filter(problem => !isDuplicate(problem));
  const [first] = problems.filter(isAboutRule);
  if (first !== undefined) {
    const said = first.detail ?? first.message ?? first.title ?? null;
    const rule = first.value === undefined ? '' : ` “${first.value}”`;
    throw new NetworkFailure('refuse', `X does not take the rule${rule}.`, { said, field: 'listenFor' });
  }
  if (isFine(answer)) return;
  const isOnlyDuplicates = problemsIn(answer.json()).some(isDuplicate);
  if (!isOnlyDuplicates) throw failureOf(answer, true, context.now(), true);
}

function isDuplicate(problem: Problem): boolean {
  return problem.title === 'DuplicateRule' || kindOf(problem) === 'duplicate-rules';
}

function isAboutRule(problem: Problem): boolean {
  return (
    problem.value !== undefined ||
    ['invalid-rules', 'rule-cap'].includes(kindOf(problem)) ||
    problem.title === 'InvalidRule'
  );
}
