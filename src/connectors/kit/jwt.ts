/** When a signed token ends, as it says itself; null for tokens that say nothing (many are only a name the server knows). */
export function expiryOf(token: string): Date | null {
  const [, payload] = token.split('.');
  if (payload === undefined) return null;
  try {
    const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    const at = new Date(typeof exp === 'number' ? exp * 1000 : Number.NaN);
    return Number.isNaN(at.getTime()) ? null : at;
  } catch {
    return null;
  }
}
