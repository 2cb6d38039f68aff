// Waits for what happens in its own time; never asserts how long that took.

const limitMs = 40_000;
const pauseMs = 50;

/** Asks `look` until `isRight`; fails, with what was seen last, when that never comes. */
export async function eventually<T>(
  what: string,
  look: () => T | Promise<T>,
  isRight: (seen: T) => boolean = Boolean,
): Promise<T> {
  for (const end = Date.now() + limitMs; ; ) {
    const seen = await look();
    if (isRight(seen)) return seen;
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}; seen last: ${JSON.stringify(seen)}`);
    await pause(pauseMs);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((wake) => setTimeout(wake, ms));
}
