// Turns the setting `sotto.model` into a checked file, or into the one sentence that says what is wrong with it; no
// file inside a workspace folder passes without the user's consent to just that file.

import { isAbsolute, join, normalize, relative, sep } from 'node:path';
import { UserError } from '../base/errors.ts';
import { GgufError, type GgufFault } from './byteReader.ts';
import { type GgufHeader, readGgufHeader } from './ggufHeader.ts';
import type { ModelFiles } from './modelFiles.ts';

export interface ModelChoice {
  /** The setting: an absolute path, `~` for the home folder; empty for the starter model. */
  readonly setting: string;
  /** Absolute path of the model that ships with Sotto. */
  readonly starterPath: string;
  readonly homeFolder: string;
  /** Absolute paths of the open folders. */
  readonly workspaceFolders: readonly string[];
  /** Real paths of files inside workspace folders that the user allowed. */
  readonly allowedPaths: ReadonlySet<string>;
}

export interface LocatedModel {
  /** With all links resolved: what was checked is what is loaded. */
  readonly path: string;
  readonly isStarter: boolean;
  readonly header: GgufHeader;
}

/** Throws `UserError`: model-missing, -unreadable, -not-gguf, -truncated, -unsupported or -needs-consent. */
export async function locateModel(choice: ModelChoice, files: ModelFiles): Promise<LocatedModel> {
  const isStarter = choice.setting.trim() === '';
  const path = isStarter ? choice.starterPath : resolveSetting(choice.setting.trim(), choice.homeFolder);
  const problem = (code: UserError['code'], sentence: string): UserError =>
    new UserError(code, sentence, isStarter ? 'choose-model' : 'use-starter-model');
  const realPath = await checkPlace(path, files, problem);
  // The shipped file lies in the extension's folder, which is a workspace folder only for those who develop Sotto.
  if (!isStarter) await checkConsent({ path, realPath, choice, files });
  const header = await readHeader(realPath, files, problem);
  checkContent(header, path, problem);
  return { path: realPath, isStarter, header };
}

type Problem = (code: UserError['code'], sentence: string) => UserError;

/** The absolute path that the setting names; throws `UserError` when it names none. */
export function resolveSetting(setting: string, homeFolder: string): string {
  const inHome = setting === '~' || setting.startsWith('~/') || setting.startsWith(`~${sep}`);
  const path = inHome ? join(homeFolder, setting.slice(1)) : setting;
  if (isAbsolute(path)) return normalize(path);
  throw new UserError('model-missing', `The model's path must be absolute or begin with ~: ${setting}`, 'choose-model');
}

async function checkPlace(path: string, files: ModelFiles, problem: Problem): Promise<string> {
  try {
    const kind = await files.kind(path);
    if (kind === undefined) throw problem('model-missing', `There is no model file at ${path}`);
    if (kind === 'folder') throw problem('model-unreadable', `The model's path is a folder, not a GGUF file: ${path}`);
    if (kind === 'other') throw problem('model-unreadable', `The model's path is not an ordinary file: ${path}`);
    return await files.realPath(path);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw problem('model-unreadable', `The model file cannot be reached${codeOf(error)}: ${path}`);
  }
}

interface Place {
  readonly path: string;
  readonly realPath: string;
  readonly choice: ModelChoice;
  readonly files: ModelFiles;
}

async function checkConsent({ path, realPath, choice, files }: Place): Promise<void> {
  if (choice.allowedPaths.has(realPath)) return;
  for (const folder of choice.workspaceFolders) {
    const realFolder = await files.realPath(folder).catch(() => folder);
    if (isInside(folder, path) || isInside(realFolder, realPath)) {
      const sentence = `This model file lies in the open workspace; it loads only after you allow it: ${realPath}`;
      throw new UserError('model-needs-consent', sentence, 'allow-model');
    }
  }
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

async function readHeader(path: string, files: ModelFiles, problem: Problem): Promise<GgufHeader> {
  try {
    const file = await files.open(path);
    try {
      if (file.sizeBytes === 0) throw problem('model-not-gguf', `The model file is empty: ${path}`);
      return await readGgufHeader(file);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (error instanceof GgufError)
      throw problem(faultCodes[error.fault], `${error.message} ${faultAdvice[error.fault]} ${path}`);
    throw problem('model-unreadable', `The model file cannot be read${codeOf(error)}: ${path}`);
  }
}

const faultCodes: Readonly<Record<GgufFault, UserError['code']>> = {
  'not-gguf': 'model-not-gguf',
  truncated: 'model-truncated',
  damaged: 'model-unreadable',
  unsupported: 'model-unsupported',
};

const faultAdvice: Readonly<Record<GgufFault, string>> = {
  'not-gguf': 'Sotto loads models in the GGUF format only:',
  truncated: 'It was probably not downloaded to its end:',
  damaged: 'It is damaged:',
  unsupported: 'A newer conversion of the model will do:',
};

function checkContent(header: GgufHeader, path: string, problem: Problem): void {
  const parts = header.metadata.get('split.count')?.value;
  if (typeof parts === 'number' && parts > 1) {
    const sentence = `This file is one of ${parts} parts; join them with llama.cpp's gguf-split first: ${path}`;
    throw problem('model-unsupported', sentence);
  }
  if (header.tensors.length === 0) {
    throw problem('model-unsupported', `This GGUF file holds a vocabulary but no weights: ${path}`);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
}
