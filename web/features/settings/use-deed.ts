import { useState } from 'react';
import type { ApiRefusal } from '../../api.ts';
import { refusalWords } from '../../refusal-words.ts';
import { useWords } from '../../strings/words.ts';
import { complain, say } from '../../ui/toast.ts';
import { asRefusal } from '../../use-asked.ts';

export type Deed = {
  busy: boolean;
  /** What was wrong with each field, by its name. */
  fields: Record<string, string>;
  /** Does it and says so; complains in words when it was declined. True when it was done. */
  run: (deed: () => Promise<unknown>, done?: string) => Promise<boolean>;
};

/** One change to the settings: busy while it runs, honest when it fails. */
export function useDeed(): Deed {
  const words = useWords();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ApiRefusal | null>(null);
  async function run(deed: () => Promise<unknown>, done?: string): Promise<boolean> {
    setBusy(true);
    setRefusal(null);
    try {
      await deed();
      if (done) say(done);
      return true;
    } catch (error) {
      const declined = asRefusal(error);
      setRefusal(declined);
      if (Object.keys(declined.fields).length === 0) complain(refusalWords(declined, words));
      return false;
    } finally {
      setBusy(false);
    }
  }
  return { busy, fields: refusal?.fields ?? {}, run };
}
