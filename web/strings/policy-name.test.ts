import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultPolicies } from '../../src/core/policy.ts';
import { policyName } from './policy-name.ts';
import { LANGUAGES, makeWords } from './words.ts';

test('what a new brand promises is named in the language of the desk, and what a lead named is left alone', async () => {
  const words = makeWords('el', await LANGUAGES.el.load());
  const shown = defaultPolicies(() => 'id').map(policy => policyName(policy.name, words));
  assert.deepEqual(shown, ['Κίνδυνος', 'Δημόσια παράπονα', 'Όλα τα άλλα']);
  assert.equal(policyName('constructor', words), 'constructor');
  assert.equal(policyName('Our best customers', words), 'Our best customers');
});
