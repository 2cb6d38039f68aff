// Whether the machine runs on its battery, where the system tells: on Linux; elsewhere it counts as plugged in.

import { readdir, readFile } from 'node:fs/promises';

/** One entry of /sys/class/power_supply, by the names of its files; what a supply does not say is undefined. */
export interface PowerSupply {
  readonly type: string | undefined;
  readonly online: string | undefined;
  readonly status: string | undefined;
  /** `Device` for the battery of a mouse or a keyboard. */
  readonly scope: string | undefined;
}

export interface Power {
  /** As last seen; looks again, without waiting for it, where that was a while ago. */
  onBattery(): boolean;
}

export interface PowerDeps {
  readSupplies(): Promise<readonly PowerSupply[]>;
  /** Milliseconds, monotonic. */
  now(): number;
}

const keptMs = 30_000;

/** True where a battery of the machine empties and no mains adapter feeds it. */
export function isOnBattery(supplies: readonly PowerSupply[]): boolean {
  if (supplies.some(({ type, online }) => type !== 'Battery' && online === '1')) return false;
  return supplies.some(
    ({ type, status, scope }) => type === 'Battery' && scope !== 'Device' && status === 'Discharging',
  );
}

export function createPower({ readSupplies, now }: PowerDeps): Power {
  let seen = false;
  let lookedMs = Number.NEGATIVE_INFINITY;
  return {
    onBattery() {
      if (now() - lookedMs > keptMs) {
        lookedMs = now();
        readSupplies().then(
          (supplies) => {
            seen = isOnBattery(supplies);
          },
          () => {
            // No such folder: nothing tells, as on every desktop.
            seen = false;
          },
        );
      }
      return seen;
    },
  };
}

const folder = '/sys/class/power_supply';

/** Rejects where the system has no such folder. */
export async function readPowerSupplies(): Promise<readonly PowerSupply[]> {
  return await Promise.all(
    (await readdir(folder)).map(async (name) => {
      const read = (file: string): Promise<string | undefined> =>
        readFile(`${folder}/${name}/${file}`, 'utf8').then(
          (text) => text.trim(),
          () => undefined,
        );
      const [type, online, status, scope] = await Promise.all(['type', 'online', 'status', 'scope'].map(read));
      return { type, online, status, scope };
    }),
  );
}
