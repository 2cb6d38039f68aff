// Writes the third-party notices from what is really in a package, so that they can never be stale: the packaged
// node_modules, the modules inside the bundles (by their source maps) and what is compiled into the binaries.

import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name: string };
  readonly homepage?: string;
}

const rule = '─'.repeat(100);

/** `files` and `sourceMaps` as paths below `root`; `binaryPackage` is the name of the one with the native code. */
export interface NoticeInput {
  readonly root: string;
  readonly files: readonly string[];
  readonly sourceMaps: readonly string[];
  readonly binaryPackage: string;
}

export async function makeNotices({ root, files, sourceMaps, binaryPackage }: NoticeInput): Promise<string> {
  const folders = new Set(files.map(packageFolderOf).filter((folder) => folder !== undefined));
  for (const map of sourceMaps) {
    const { sources } = JSON.parse(await readFile(join(root, map), 'utf8')) as { sources: string[] };
    for (const source of sources) {
      const folder = packageFolderOf(posix.join(posix.dirname(map), source));
      if (folder !== undefined) folders.add(folder);
    }
  }
  // Our own licence is the MIT text; its terms begin after the copyright line.
  const mitTerms = (await readFile(join(root, 'LICENSE'), 'utf8')).replace(/^[\s\S]*?(?=Permission is)/, '').trim();
  const sections: string[] = [];
  for (const folder of [...folders].sort()) sections.push(await sectionOf(join(root, folder), mitTerms));
  const native = await readFile(join(root, 'scripts', 'licences', 'llama.cpp.txt'), 'utf8');
  // The binary package may be another platform's, which is not installed; it carries node-llama-cpp's licence.
  const nativeTitle = `${binaryPackage} (MIT, licence as node-llama-cpp below)\n\n${native.trim()}`;
  const intro = 'Sotto contains the following software of others. Thank you.';
  return `${[intro, nativeTitle, ...sections].join(`\n\n${rule}\n\n`)}\n`;
}

/** `node_modules/a/node_modules/@b/c/d.js` → `node_modules/a/node_modules/@b/c`; undefined outside node_modules. */
function packageFolderOf(file: string): string | undefined {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
}

async function sectionOf(folder: string, mitTerms: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
  const { name, version, license, homepage } = manifest;
  if (license === undefined) throw new Error(`${name} names no licence in its package.json`);
  const title = `${name} ${version} (${license})${homepage === undefined ? '' : `\n${homepage}`}`;
  const texts: string[] = [];
  for (const file of (await readdir(folder)).sort()) {
    if (/^(licen[cs]e|copying|notice)/i.test(file)) texts.push((await readFile(join(folder, file), 'utf8')).trim());
  }
  if (texts.length > 0) return `${title}\n\n${texts.join('\n\n')}`;
  if (license !== 'MIT') throw new Error(`${name} has no licence file, and ${license} needs its own text`);
  const author = typeof manifest.author === 'string' ? manifest.author : manifest.author?.name;
  const holder = `Copyright (c) ${author ?? `the authors of ${name}`}`;
  return `${title}\n\nThe package has no licence file; its manifest names this licence.\n\n${holder}\n\n${mitTerms}`;
}
