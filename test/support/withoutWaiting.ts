// Runs a test as if no time passed: back-off and pauses are cut to nothing.

export async function withoutWaiting(test: () => Promise<void>): Promise<void> {
  const { setTimeout } = globalThis;
  globalThis.setTimeout = ((wake: () => void) => setTimeout(wake, 0)) as unknown as typeof setTimeout;
  try {
    await test();
  } finally {
    globalThis.setTimeout = setTimeout;
  }
}
