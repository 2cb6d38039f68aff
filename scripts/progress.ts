// Tells the person waiting what goes on: a line for each step that takes longer than a second, none for the others.

const quietMs = 1_000;

/** Runs `work`; once it has taken a second, prints `label …`, and how long it took when it ends. */
export async function step<T>(label: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now();
  let shown = false;
  const timer = setTimeout(() => {
    shown = true;
    console.log(`• ${label} …`);
  }, quietMs);
  try {
    const result = await work();
    if (shown) console.log(`  ${label}: done in ${((Date.now() - started) / 1_000).toFixed(1)} s`);
    return result;
  } catch (error) {
    console.log(`✗ ${label}: failed after ${((Date.now() - started) / 1_000).toFixed(1)} s`);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
