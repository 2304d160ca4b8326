/**
 * Erlang's two formulas. Traffic is in erlangs: arrivals per second × seconds each takes, the people busy on average if nobody waited.
 * Source: A. K. Erlang, "Solution of some problems in the theory of probabilities of significance in automatic telephone exchanges" (1917).
 */

/** The chance to find all busy where nobody may wait. By recursion over people, which neither overflows nor cancels. */
export function erlangB(people: number, erlangs: number): number {
  let busy = 1;
  for (let n = 1; n <= people; n++) busy = (erlangs * busy) / (n + erlangs * busy);
  return busy;
}

/** The chance to have to wait where everybody waits for ever; 1 where more comes than people can do. */
export function erlangC(people: number, erlangs: number): number {
  if (people <= erlangs) return 1;
  const busy = erlangB(people, erlangs);
  return (people * busy) / (people - erlangs * (1 - busy));
}
