// The text of a file that its path lets into the index, if its content does too.

import { isReadableExample, secretContentRule } from '../../redaction/secretPaths.ts';
import { contentRule } from '../ownFiles.ts';
import { type Disk, nodeDisk } from './disk.ts';

export type FileText = { readonly text: string } | { readonly leftOut: string };

/** For a path that was just seen to be a plain file. */
export function readFile(path: string, disk: Disk = nodeDisk): FileText {
  const text = disk.read(path);
  return text === undefined ? { leftOut: 'not readable' } : admit(path, text);
}

/** The same for a text at hand. */
export function admit(path: string, text: string): FileText {
  if (!isReadableExample(path) && secretContentRule(text) !== undefined) return { leftOut: 'a secret file' };
  const rule = contentRule(path, text);
  return rule === undefined ? { text } : { leftOut: rule };
}
