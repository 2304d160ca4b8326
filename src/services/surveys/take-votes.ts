/** A number in a conversation that answers a survey is taken in with the batch that brings it, and makes nobody wait for an answer. */
import { CHANGED_WITHIN_HOURS, readScore, SURVEY_SCALES } from '../../core/insight/survey.ts';
import type { Tx } from '../../store/db.ts';
import { openQuestions, writeScore } from '../../store/surveys.ts';

export type HeardWords = { id: string; conversationId: string; text: string; at: Date };

/** Longer words are read by a person. */
const VOTE_LIMIT = 200;
const HOUR_MS = 3_600_000;

/** @param heard private messages of customers. @returns ids of those that are a score and nothing more */
export async function takeVotes(tx: Tx, brandId: number, heard: readonly HeardWords[]): Promise<ReadonlySet<string>> {
  const votes = new Set<string>();
  const likely = heard.filter(
    ({ text }) => text.length <= VOTE_LIMIT && SURVEY_SCALES.some(scale => readScore(text, scale) !== null),
  );
  if (likely.length === 0) return votes;
  const questions = await openQuestions(tx, brandId, [...new Set(likely.map(one => one.conversationId))]);
  for (const { id, conversationId, text, at } of likely) {
    const question = questions.find(one => one.conversationId === conversationId && one.askedAt < at);
    const read = question === undefined ? null : readScore(text, question.scale);
    if (question === undefined || read === null) continue;
    const changedSince = new Date(at.getTime() - CHANGED_WITHIN_HOURS * HOUR_MS);
    const isTaken = await writeScore(tx, brandId, question.id, { score: read.score, at, by: 'message', changedSince });
    if (isTaken && !read.hasWords) votes.add(id);
  }
  return votes;
}
