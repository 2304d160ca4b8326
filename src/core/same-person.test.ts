import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { differenceHash, givenIn, handleKey, type Known, marksOf, pageKey, phoneKey } from './person-marks.ts';
import {
  EVIDENCE_KINDS,
  type Evidence,
  evidenceOf,
  isSuggested,
  MARK_KINDS,
  type Mark,
  scoreOf,
  speaksAgainst,
} from './same-person.ts';

const evidence = fc.array(fc.constantFrom(...EVIDENCE_KINDS).map((kind): Evidence => ({ kind, what: null })));
const mark: fc.Arbitrary<Mark> = fc.record({
  kind: fc.constantFrom(...MARK_KINDS),
  mark: fc.constantFrom('0a', '0b', 'fc'),
  shown: fc.constantFrom('shown', null),
});

test('the score lies between nothing and certainty, whatever the order and however often a thing is said', () => {
  fc.assert(
    fc.property(evidence, some => {
      const score = scoreOf(some);
      assert.ok(score >= 0 && score < 1);
      assert.equal(scoreOf([...some, ...some].reverse()), score);
    }),
  );
});

test('one more reason never makes it less likely, one more doubt never more', () => {
  fc.assert(
    fc.property(evidence, fc.constantFrom(...EVIDENCE_KINDS), (some, kind) => {
      const [before, after] = [scoreOf(some), scoreOf([...some, { kind, what: null }])];
      assert.ok(speaksAgainst(kind) ? after <= before + 1e-12 : after >= before - 1e-12);
    }),
  );
});

test('it is the same evidence whichever of the two comes first', () => {
  fc.assert(
    fc.property(fc.array(mark), fc.array(mark), (one, other) => {
      const sorted = (some: Evidence[]) => some.map(each => each.kind).sort();
      assert.deepEqual(sorted(evidenceOf(one, other)), sorted(evidenceOf(other, one)));
    }),
  );
});

test('what somebody called not the same is not suggested, whatever else there is', () => {
  fc.assert(fc.property(evidence, some => !isSuggested(scoreOf([...some, { kind: 'refused', what: null }]))));
});

const thea: Known = {
  network: 'mastodon',
  handle: 'thea.brew@fedi.example',
  name: 'Thea Brew',
  profileUrl: 'https://fedi.example/@thea.brew',
  profile: null,
  pictureHash: '00ff00ff00ff00ff',
};
const onBluesky: Known = {
  network: 'bluesky',
  handle: 'thea-brew.bsky.social',
  name: 'thea',
  profileUrl: 'https://bsky.app/profile/did:plc:abc',
  profile: null,
  pictureHash: '00ff00ff00ff00ff',
};
const kinds = (one: Known, other: Known) => evidenceOf(marksOf(one), marksOf(other)).map(each => each.kind);
const about = (more: Partial<NonNullable<Known['profile']>>) => ({
  bio: '',
  links: [],
  verifiedLinks: [],
  followers: null,
  ...more,
});

test('the same handle and picture on two networks are worth asking about; the handle alone is not', () => {
  assert.deepEqual(kinds(thea, onBluesky), ['handle_picture']);
  assert.ok(isSuggested(scoreOf([{ kind: 'handle_picture', what: null }])));
  assert.deepEqual(kinds(thea, { ...onBluesky, pictureHash: null }), []);
  assert.ok(!isSuggested(scoreOf([{ kind: 'handle_name', what: null }])));
});

test('a verified link to a handle that is a domain of one’s own is proof on both sides', () => {
  const own = { ...onBluesky, handle: 'brew.example', pictureHash: null };
  const links = about({ verifiedLinks: ['https://www.brew.example/'] });
  assert.deepEqual(kinds({ ...thea, profile: links }, own), ['verified_link']);
  assert.deepEqual(kinds({ ...thea, profile: about({ links: ['https://brew.example'] }) }, own), ['one_way_link']);
});

test('two profiles that link to each other count for more than one that links', () => {
  const one = {
    ...thea,
    handle: null,
    name: null,
    pictureHash: null,
    profile: about({ links: [onBluesky.profileUrl ?? ''] }),
  };
  const other = { ...onBluesky, pictureHash: null, profile: about({ links: [thea.profileUrl ?? ''] }) };
  assert.deepEqual(kinds(one, other), ['mutual_link']);
  assert.deepEqual(kinds(one, { ...other, profile: null }), ['one_way_link']);
});

test('an e-mail given in private is never shown as the reason', () => {
  const given: Mark[] = [{ kind: 'email', mark: 'digest', shown: null }];
  const written: Mark[] = [{ kind: 'email', mark: 'digest', shown: 'thea@brew.example' }];
  assert.deepEqual(evidenceOf(given, written), [{ kind: 'same_email', what: null }]);
});

test('handles lose their server, and common ones say nothing', () => {
  assert.equal(handleKey('thea.brew@fedi.example'), 'theabrew');
  assert.equal(handleKey('@Thea_Brew'), 'theabrew');
  assert.equal(handleKey('thea-brew.bsky.social'), 'theabrew');
  assert.equal(handleKey('support'), null);
  assert.equal(handleKey('ab'), null);
});

test('addresses are compared without what does not matter, and nothing else is an address', () => {
  assert.equal(pageKey('https://www.Brew.example/Me/'), 'brew.example/me');
  assert.equal(pageKey('javascript:alert(1)'), null);
  assert.equal(pageKey('brew'), null);
});

test('addresses and numbers are found in what people write, numbers only with their country', () => {
  assert.deepEqual(givenIn('Write to Thea@Brew.example. or +30 2421 012345, not 2421012345'), {
    emails: ['thea@brew.example'],
    phones: ['+302421012345'],
  });
  assert.equal(phoneKey('0030 2421 012345'), '+302421012345');
  assert.equal(phoneKey('12'), null);
});

test('a plain surface has no hash, and a picture keeps its hash when it is a little lighter', () => {
  assert.equal(differenceHash(new Uint8Array(72).fill(200)), null);
  const stripes = Uint8Array.from({ length: 72 }, (_, n) => (n % 2 === 0 ? 180 : 20));
  assert.equal(differenceHash(stripes), differenceHash(stripes.map(grey => grey + 10)));
});
