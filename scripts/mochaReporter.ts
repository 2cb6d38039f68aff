// Mocha's spec reporter that also hands the exact figures to scripts/test.ts, so that nobody has to parse its output.

import Mocha from 'mocha';

export interface MochaReport {
  readonly passed: number;
  readonly failed: number;
  /** Full titles of the tests that were skipped. */
  readonly pending: readonly string[];
}

export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const pending: string[] = [];
    runner.on('pending', (test) => pending.push(test.fullTitle()));
    runner.on('end', () => {
      const report: MochaReport = { passed: this.stats.passes, failed: this.stats.failures, pending };
      process.send?.(report);
    });
  }
}
