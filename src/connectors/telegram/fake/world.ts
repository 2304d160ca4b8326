/** The miniature as its parts see it, and how it says no. */
import type { Town } from './town.ts';

export type Server = {
  town: Town;
  token: string;
  telling: { twice: boolean; shuffled: boolean; damagedToo: boolean };
  /** Updates that were fetched once can be fetched again; Telegram itself forgets them. */
  keepsConfirmed: boolean;
};
export type Params = Record<string, unknown>;

export class ApiRefusal extends Error {
  readonly status: number;
  readonly parameters: Record<string, number> | undefined;

  constructor(status: number, message: string, parameters?: Record<string, number>) {
    super(message);
    this.status = status;
    this.parameters = parameters;
  }
}
