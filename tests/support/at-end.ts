import type { TestContext } from 'node:test';

type Ending = () => unknown;

const stacks = new WeakMap<object, Ending[]>();

/**
 * Does something when the test ends, the last thing first: what was opened in a folder is closed before the folder goes.
 * (The runner's own `after` works through its list from the front.)
 */
export function atEnd(test: Pick<TestContext, 'after'>, ending: Ending): void {
  const known = stacks.get(test);
  if (known !== undefined) {
    known.push(ending);
    return;
  }
  const stack = [ending];
  stacks.set(test, stack);
  test.after(async () => {
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) await next();
  });
}
