import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { birdhouse } from '../../examples/connector-skeleton/index.ts';
import type { Connector } from '../../src/connectors/connector.ts';
import { connectors } from '../../src/connectors/index.ts';
import type { Contract } from '../../src/connectors/kit/fake.ts';
import { LAWS, type LawNumber, lawsFor } from '../../src/connectors/kit/standing.ts';
import { bench } from './bench.ts';
import { livingLaws } from './laws.ts';
import {
  damageIsHeardOrDropped,
  everyFixtureIsRead,
  type FixtureLine,
  fixturesHoldNoSecret,
  samePayloadSameIds,
} from './payload-laws.ts';

const ROOT = join(import.meta.dirname, '../..');
/** The example is held to the same laws: who begins from it begins well. */
const subjects: [Connector, string][] = [
  ...connectors.map((connector): [Connector, string] => [connector, `src/connectors/${connector.id}`]),
  [birdhouse as Connector, 'examples/connector-skeleton'],
];

for (const [connector, folder] of subjects) {
  const { contract }: { contract: Contract } = await import(join(ROOT, folder, 'fake.ts'));
  const fixtures = fixturesIn(join(ROOT, folder, 'fixtures'));
  for (const law of lawsFor(connector))
    test(`${connector.name}, law ${law}: ${LAWS[law]}`, async () => {
      let isHeld = payloadLaw(law, contract, fixtures);
      const living = livingLaws[law];
      if (living && contract.openFake) {
        await using on = await bench(connector, contract.openFake);
        await living(on);
        isHeld = true;
      }
      assert.ok(isHeld, 'a law that applies was tried');
    });
}

function payloadLaw(law: LawNumber, contract: Contract, fixtures: FixtureLine[]): boolean {
  if (law === 1) {
    everyFixtureIsRead(contract, fixtures);
    damageIsHeardOrDropped(contract, fixtures);
  } else if (law === 2) samePayloadSameIds(contract, fixtures);
  else if (law === 12) fixturesHoldNoSecret(fixtures);
  else return false;
  return true;
}

/** A `.jsonl` holds one payload a line, any other file is one payload. */
function fixturesIn(folder: string): FixtureLine[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap(file => {
    const text = readFileSync(join(folder, file), 'utf8');
    const payloads = file.endsWith('.jsonl') ? text.split('\n').filter(line => line !== '') : [text];
    return payloads.map(raw => ({ file, raw }));
  });
}
