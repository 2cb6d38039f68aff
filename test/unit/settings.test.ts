// Holds package.json's configuration and the Settings type equal: same keys, same types, same defaults.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { changesModel, defaultSettings, languageIsOn, type Settings, settingsFrom } from '../../src/base/settings.ts';

interface Property {
  readonly type: string;
  readonly default: unknown;
  readonly scope: string;
  readonly ignoreSync?: boolean;
  readonly enum?: readonly string[];
  readonly minimum?: number;
}

interface Manifest {
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Property>> };
  };
}

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as Manifest;
const { properties } = manifest.contributes.configuration;
const keys = Object.keys(defaultSettings) as (keyof Settings)[];
const property = (key: keyof Settings): Property => {
  const found = properties[`sotto.${key}`];
  assert.ok(found, `package.json lacks sotto.${key}`);
  return found;
};

function jsonType(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' ? 'integer' : typeof value;
}

describe('settings in package.json', () => {
  it('are just the keys of Settings, twenty at most', () => {
    assert.deepEqual(Object.keys(properties).sort(), keys.map((key) => `sotto.${key}`).sort());
    assert.ok(keys.length <= 20);
  });

  for (const key of keys) {
    it(`sotto.${key} has the type and the default of Settings`, () => {
      assert.equal(property(key).type, jsonType(defaultSettings[key]));
      assert.deepEqual(property(key).default, defaultSettings[key]);
    });
  }

  it('offer just the orders that Settings knows', () => {
    const orders = property('fimOrder').enum ?? [];
    assert.deepEqual(
      orders.map((order) => settingsFrom((key) => (key === 'fimOrder' ? order : undefined)).fimOrder),
      orders,
    );
    assert.equal(orders.length, 3);
  });

  it('let no workspace choose the model, the engine or what is read', () => {
    const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
    for (const key of keys.filter((name) => name !== 'enable' && name !== 'languages')) {
      assert.match(property(key).scope, /^(machine|application)$/, key);
      assert.ok(restricted.includes(`sotto.${key}`), key);
    }
    assert.equal(restricted.length, keys.length - 2);
  });

  it('are all told of in docs/settings.md, with their scope', () => {
    const rows = readFileSync(new URL('../../docs/settings.md', import.meta.url), 'utf8').split('\n');
    for (const key of keys) {
      const row = rows.find((line) => line.startsWith(`| \`sotto.${key}\` |`));
      assert.equal(row?.split('|')[3]?.trim(), property(key).scope, key);
    }
  });

  it('keep paths and patterns out of Settings Sync', () => {
    for (const key of ['model', 'excludeFiles', 'allowFiles'] as const)
      assert.equal(property(key).ignoreSync, true, key);
  });
});

describe('settingsFrom', () => {
  it('gives the defaults for nothing and for wrong types', () => {
    assert.deepEqual(
      settingsFrom(() => undefined),
      defaultSettings,
    );
    assert.deepEqual(
      settingsFrom(() => Symbol('wrong')),
      defaultSettings,
    );
    assert.deepEqual(
      settingsFrom(() => null),
      defaultSettings,
    );
  });

  it('takes what was set, frozen, and drops entries of a wrong type', () => {
    const values: Record<keyof Settings, unknown> = {
      enable: false,
      languages: { '*': false, go: true, c: 'yes' },
      model: ' /models/a.gguf ',
      fimOrder: 'suffix-first',
      contextTokens: 2048.7,
      threads: -3,
      unloadAfterMinutes: 0,
      excludeFiles: ['*.sql', 7],
      allowFiles: ['fixtures/**'],
    };
    const settings = settingsFrom((key) => values[key]);
    assert.deepEqual(settings, {
      enable: false,
      languages: { '*': false, go: true },
      model: '/models/a.gguf',
      fimOrder: 'suffix-first',
      contextTokens: 2048,
      threads: 0,
      unloadAfterMinutes: 0,
      excludeFiles: ['*.sql'],
      allowFiles: ['fixtures/**'],
    });
    assert.ok(
      Object.isFrozen(settings) && Object.isFrozen(settings.languages) && Object.isFrozen(settings.excludeFiles),
    );
  });
});

describe('changesModel', () => {
  it('is true for what the engine loads with, and for nothing else', () => {
    const changes = (change: Partial<Settings>): boolean =>
      changesModel(defaultSettings, { ...defaultSettings, ...change });
    assert.equal(changes({ model: '/other.gguf' }), true);
    assert.equal(changes({ fimOrder: 'prefix-first' }), true);
    assert.equal(changes({ contextTokens: 1024 }), true);
    assert.equal(changes({ threads: 2 }), true);
    assert.equal(
      changes({ enable: false, languages: {}, unloadAfterMinutes: 1, excludeFiles: ['a'], allowFiles: ['b'] }),
      false,
    );
  });
});

describe('languageIsOn', () => {
  const on = (languages: Record<string, boolean>, id: string): boolean =>
    languageIsOn({ ...defaultSettings, languages }, id);
  it('asks the language first, then the star, then says yes', () => {
    assert.equal(on({ '*': false, go: true }, 'go'), true);
    assert.equal(on({ '*': false, go: true }, 'rust'), false);
    assert.equal(on({ rust: false }, 'rust'), false);
    assert.equal(on({}, 'rust'), true);
  });
  it('takes no inherited property for an entry', () => {
    assert.equal(on({ '*': false }, 'constructor'), false);
  });
});
