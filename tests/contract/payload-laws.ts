/** The laws about payloads alone: what is recorded in a connector's `fixtures/` is read, whole or damaged, and holds no secret. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Heard } from '../../src/connectors/connector.ts';
import type { Contract } from '../../src/connectors/kit/fake.ts';
import { BIO_LIMIT, type Item, LINKS_PER_PROFILE_LIMIT, type Person, type Profile } from '../../src/core/post.ts';
import { damaged, everyValueChanged } from './damage.ts';

export type FixtureLine = { file: string; raw: string };

const RUNS_PER_FIXTURE = 150;
const INSTANT_LIMIT_MS = 8.64e15;

export function everyFixtureIsRead(contract: Contract, fixtures: readonly FixtureLine[]): void {
  assert.ok(fixtures.length > 0, 'a connector ships fixtures');
  for (const { file, raw } of fixtures) {
    const heard = contract.read(raw, file);
    for (const one of heard) {
      assert.ok(
        one.kind === 'arrival' || one.ignored || one.stub,
        `${file}: ${one.kind === 'dropped' ? one.reason : ''}: ${raw.slice(0, 120)}`,
      );
      mustBeWell(one);
    }
  }
  assert.ok(fixtures.some(({ file, raw }) => contract.read(raw, file).some(({ kind }) => kind === 'arrival')));
}

export function damageIsHeardOrDropped(contract: Contract, fixtures: readonly FixtureLine[]): void {
  const part = fc.double({ min: 0, max: 1, noNaN: true });
  for (const { file, raw } of fixtures) {
    for (const text of everyValueChanged(raw)) for (const one of contract.read(text, file)) mustBeWell(one);
    fc.assert(
      fc.property(fc.nat(6), part, fc.nat(), fc.boolean(), (how, where, what, again) => {
        const once = damaged(raw, how, where, what);
        const text = again ? damaged(once, what, where, how) : once;
        for (const one of contract.read(text, file)) mustBeWell(one);
      }),
      { numRuns: RUNS_PER_FIXTURE, seed: 20_260_301 },
    );
  }
}

export function samePayloadSameIds(contract: Contract, fixtures: readonly FixtureLine[]): void {
  for (const { file, raw } of fixtures) assert.deepEqual(contract.read(raw, file), contract.read(raw, file));
}

const SECRETS: [RegExp, string][] = [
  [/\beyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{10,}/, 'a signed token'],
  [/\bBearer\s+[A-Za-z0-9._-]{16,}/i, 'a bearer token'],
  [/\b(sk|pk|ghp|gho|xox[abp]|EAA)[-_][A-Za-z0-9_-]{16,}/, 'an API key'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
  [/"(?:[a-z_]*password|secret|access_?token|refresh_?token|app_?secret)"\s*:\s*"[^"]{8,}"/i, 'a password'],
];

export function fixturesHoldNoSecret(fixtures: readonly FixtureLine[]): void {
  for (const { file, raw } of fixtures)
    for (const [shape, name] of SECRETS) assert.ok(!shape.test(raw), `${file} holds ${name}`);
}

/** What leaves a connector can be trusted: dates are dates, ids are there, reasons are short, kinds are known. */
export function mustBeWell(heard: Heard): void {
  if (heard.kind === 'dropped') {
    assert.ok(heard.reason.length > 0 && heard.reason.length <= 200, heard.reason);
    return;
  }
  assert.equal(heard.kind, 'arrival');
  for (const item of heard.items) {
    const at = item.kind === 'post' ? item.post.at : item.at;
    assert.ok(Math.abs(at.getTime()) <= INSTANT_LIMIT_MS, `an impossible date in ${item.kind}`);
    const id =
      item.kind === 'post' ? item.post.remoteId : item.kind === 'person' ? item.person.remoteId : item.remoteId;
    assert.ok(typeof id === 'string' && id !== '', `an empty id in ${item.kind}`);
    if (item.kind === 'post') assert.equal(typeof item.post.text, 'string');
    for (const person of peopleIn(item)) mustBeProfile(person.profile ?? null);
  }
}

function peopleIn(item: Item): Person[] {
  if (item.kind === 'person') return [item.person];
  if (item.kind !== 'post') return [];
  return item.post.roomWith === null ? [item.post.author] : [item.post.author, item.post.roomWith];
}

/** What people say of themselves comes from strangers: bounded, and nothing a browser would run. */
function mustBeProfile(profile: Profile | null): void {
  if (profile === null) return;
  const { bio, links, verifiedLinks, followers } = profile;
  assert.ok(bio.length <= BIO_LIMIT, `a bio of ${bio.length} characters`);
  for (const some of [links, verifiedLinks]) {
    assert.ok(some.length <= LINKS_PER_PROFILE_LIMIT, `${some.length} links in a profile`);
    for (const link of some) assert.match(link, /^https?:\/\/[^/]/, 'a link that is no address of the web');
  }
  assert.ok(followers === null || (Number.isInteger(followers) && followers >= 0), `${followers} followers`);
}
