/** Messages of Messenger are named `m_…`, formerly `mid.…`; posts and comments are numbers with an underscore between them. */
export function isMessage(remoteId: string): boolean {
  return /^(m_|mid\.|postback:)/.test(remoteId);
}
