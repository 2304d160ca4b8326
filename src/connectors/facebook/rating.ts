/** Reviews are stars with words, recommendations a thumb with words; both come with the mark before the words. */

const STARS = 5;

export function reviewWords(review: {
  review_text?: string | null | undefined;
  recommendation_type?: string | null | undefined;
  rating?: number | null | undefined;
}): string {
  return [markOf(review), review.review_text ?? ''].filter(part => part !== '').join('\n');
}

function markOf({ recommendation_type, rating }: Parameters<typeof reviewWords>[0]): string {
  const kind = recommendation_type?.toLowerCase();
  if (kind === 'positive') return '👍';
  if (kind === 'negative') return '👎';
  const stars = Math.round(rating ?? 0);
  return stars >= 1 && stars <= STARS ? '★'.repeat(stars) + '☆'.repeat(STARS - stars) : '';
}
