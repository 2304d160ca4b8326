/**
 * Reads while nothing of ours is being written, and again where writing began meanwhile: what was read before our own words
 * arrived there knows nothing of them, and must not be put in their place.
 * @param writing the newest write; it never rejects
 */
export async function readBetween<T>(read: () => Promise<T>, writing: { current: Promise<void> }): Promise<T> {
  while (true) {
    const before = writing.current;
    await before;
    const found = await read();
    if (writing.current === before) return found;
  }
}
