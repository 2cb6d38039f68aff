// On battery only where the machine's own battery empties and nothing feeds it.

import assert from 'node:assert/strict';
import { createPower, isOnBattery, type PowerSupply } from '../../../src/engine/power.ts';

const supply = (type: string, change: Partial<PowerSupply> = {}): PowerSupply => ({
  ...{ type, online: undefined, status: undefined, scope: undefined },
  ...change,
});
const battery = supply('Battery', { status: 'Discharging' });

describe('engine/power', () => {
  const cases: readonly (readonly [title: string, supplies: readonly PowerSupply[], expected: boolean])[] = [
    ['a machine without any supply', [], false],
    ['a battery that empties', [battery], true],
    ['a battery that empties beside an adapter that is pulled', [supply('Mains', { online: '0' }), battery], true],
    ['a battery that empties although the adapter feeds', [supply('Mains', { online: '1' }), battery], false],
    ['an adapter by USB', [supply('USB', { online: '1' }), battery], false],
    ['a battery that charges', [supply('Battery', { status: 'Charging' })], false],
    ['a full battery', [supply('Battery', { status: 'Full' })], false],
    ['the battery of a mouse', [supply('Battery', { status: 'Discharging', scope: 'Device' })], false],
    ['one of two batteries', [supply('Battery', { status: 'Unknown' }), battery], true],
  ];
  for (const [title, supplies, expected] of cases) {
    it(`says ${expected} for ${title}`, () => assert.equal(isOnBattery(supplies), expected));
  }

  it('looks again after a while, and not at each key', async () => {
    let nowMs = 0;
    let looks = 0;
    let supplies: readonly PowerSupply[] | undefined = [battery];
    const power = createPower({
      now: () => nowMs,
      async readSupplies() {
        looks++;
        if (!supplies) throw new Error('no such folder');
        return supplies;
      },
    });
    const seen = async (): Promise<boolean> => {
      power.onBattery();
      await new Promise((wake) => setImmediate(wake));
      return power.onBattery();
    };
    assert.equal(power.onBattery(), false);
    assert.equal(await seen(), true);
    supplies = [];
    assert.equal(await seen(), true);
    assert.equal(looks, 1);
    nowMs = 60_000;
    assert.equal(await seen(), false);
    supplies = undefined;
    nowMs = 120_000;
    assert.equal(await seen(), false);
    assert.equal(looks, 3);
  });
});
