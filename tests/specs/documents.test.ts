/**
 * What our connectors say to a network, and what their fakes answer, held against the network's own document: whoever wrote the
 * connector wrote the fake as well. Here against what of it is kept in `tests/support/specs`; `npm run test:peers -- --specs FOLDER`
 * takes the whole documents.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { connectorById } from '../../src/connectors/index.ts';
import type { Contract } from '../../src/connectors/kit/fake.ts';
import { exercise } from '../support/specs/exercise.ts';
import { distilledOf, SUBJECTS } from '../support/specs/subjects.ts';
import { validate } from '../support/specs/validate.ts';

const CONNECTORS = join(import.meta.dirname, '../../src/connectors');

for (const subject of SUBJECTS)
  test(`${subject.id}: every request and every answer of the fake is as the network’s document has it`, async t => {
    const connector = connectorById.get(subject.id);
    const { contract } = (await import(join(CONNECTORS, subject.id, 'fake.ts'))) as { contract: Contract };
    assert.ok(connector && contract.openFake);
    const exchanges = await exercise(connector, contract.openFake);
    const document = distilledOf(subject.id);
    const found = await validate(document, exchanges.filter(subject.isAbout ?? (() => true)), true);
    assert.deepEqual(
      found.complaints.filter(one => !subject.forgiven.some(known => known.test(one))),
      [],
    );
    assert.deepEqual(
      found.beside.filter(one => !subject.beside.some(known => known.test(one))),
      [],
      'every path is in the document, or known to be told elsewhere',
    );
    assert.ok(found.requests >= 20 && found.answers >= 10, `${found.requests} requests, ${found.answers} answers`);
    const used = new Set(document.operations.map(({ name }) => name));
    t.diagnostic(`${document.of}: ${used.size} operations, ${found.requests} requests, ${found.answers} answers`);
  });
