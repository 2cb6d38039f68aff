// Finds the pieces of the workspace that a question is about: words, paths, names, phrases and uses, joined by their ranks.

import type { CodeIndex, IndexedFile } from '../index/codeIndex.ts';
import type { FoundReason, FoundSnippet } from './foundSnippet.ts';
import { type Asked, analyseQuestion } from './question/analyse.ts';
import { pickCandidates } from './question/candidates.ts';
import { type ScoredPiece, scoreUnits, unitsOf, withHeads } from './question/choosePieces.ts';
import { definingPaths, holdingPaths, phraseForm, usingPaths } from './question/exact.ts';
import { fuse, takeInTurn } from './question/fuse.ts';
import type { FileHistory } from './question/history.ts';
import { type FileHits, scanHits } from './question/hits.ts';
import { raritiesOf, scoreFiles } from './question/lexicalScore.ts';

export interface QuestionSources {
  readonly index: CodeIndex;
  /** The file's text, or undefined where it is gone or may not be seen. */
  readText(path: string): Promise<string | undefined>;
  /** What git tells of the files; without it the rest serves. */
  readonly history?: FileHistory;
}

export interface QuestionLimits {
  /** Pieces in the answer. */
  readonly snippets: number;
  readonly signal?: AbortSignal;
}

/** Files that are read and scored closely. */
const mostRead = 150;
/** More files that are read where the question quotes a phrase, which the index does not hold. */
const mostSearched = 4000;
const readAtOnce = 32;
const mostPiecesOfFile = 3;
/** A further piece of a file must be about as good as its best. */
const furtherShare = 0.7;

interface ReadFile {
  readonly path: string;
  readonly text: string;
  readonly structure: IndexedFile;
  readonly found: FileHits;
}

interface ScoredRead extends ReadFile {
  /** Best first. */
  readonly pieces: readonly ScoredPiece[];
}

async function readAll(
  paths: readonly string[],
  { readText }: QuestionSources,
  signal: AbortSignal | undefined,
): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (let at = 0; at < paths.length && !signal?.aborted; at += readAtOnce) {
    const some = paths.slice(at, at + readAtOnce);
    const read = await Promise.all(some.map((path) => readText(path)));
    some.forEach((path, index) => {
      const text = read[index];
      if (text !== undefined) texts.set(path, text);
    });
  }
  return texts;
}

/** Paths of other files that hold a phrase of the question. */
async function searchPhrases(
  phrases: readonly string[],
  known: ReadonlyMap<string, string>,
  sources: QuestionSources,
  signal: AbortSignal | undefined,
): Promise<Map<string, string>> {
  const held = new Map<string, string>();
  if (phrases.length === 0) return held;
  const forms = phrases.map(phraseForm);
  const others = [...sources.index.paths()].filter((path) => !known.has(path)).slice(0, mostSearched);
  for (let at = 0; at < others.length && !signal?.aborted; at += readAtOnce) {
    for (const [path, text] of await readAll(others.slice(at, at + readAtOnce), sources, signal)) {
      if (forms.some((form) => form.test(text))) held.set(path, text);
    }
  }
  return held;
}

function openFile(path: string, text: string, index: CodeIndex, asked: Asked): ReadFile[] {
  const id = index.fileId(path);
  const structure = id === undefined ? undefined : index.file(id);
  if (!structure) return [];
  const { languageId, definitions } = structure;
  return [{ path, text, structure, found: scanHits({ path, languageId, text, definitions }, asked) }];
}

/** The best pieces of a file; its first unit where only its path or its use of a name told. */
function snippetsOf({ path, text, structure, pieces }: ScoredRead, score: number, reason: FoundReason): FoundSnippet[] {
  const best = pieces[0]?.score ?? 0;
  const good = pieces.filter((piece) => piece.score >= best * furtherShare).slice(0, mostPiecesOfFile);
  const [first] = unitsOf(text, structure);
  const chosen = good.length > 0 || !first ? good : [{ range: first, score: 0 }];
  return chosen.map((piece, rank) => ({
    path,
    pieces: withHeads(text, piece.range, structure),
    textLength: text.length,
    reason,
    score: score / (rank + 1),
  }));
}

/** Snippets for a question, best first; the first ones are all of different files. Empty when nothing fits. */
export async function findForQuestion(
  question: string,
  sources: QuestionSources,
  { snippets, signal }: QuestionLimits,
): Promise<readonly FoundSnippet[]> {
  const { index, history } = sources;
  const asked = analyseQuestion(question);
  const { paths, frequencies } = pickCandidates(asked, index, mostRead, history);
  const defining = definingPaths(asked.names, index);
  const using = usingPaths(asked.names, index);
  const wanted = [...new Set([...paths, ...defining, ...using])];
  const texts = await readAll(wanted, sources, signal);
  for (const [path, text] of await searchPhrases(asked.phrases, texts, sources, signal)) texts.set(path, text);
  const read = [...texts].flatMap(([path, text]) => openFile(path, text, index, asked));
  const rarities = raritiesOf(
    asked,
    frequencies,
    read.map(({ found }) => found),
    index.fileCount,
  );
  const files = read.map((file) => ({
    ...file,
    pieces: scoreUnits(unitsOf(file.text, file.structure), file.found.hits, rarities),
  }));
  const scores = scoreFiles(
    files.map(({ path, found, pieces }) => ({ path, found, pieceScore: pieces[0]?.score ?? 0 })),
    { asked, rarities, meanLength: index.meanLength, history },
  );
  const lexical = files
    .map(({ path }, at) => ({ path, score: scores[at] ?? 0 }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1))
    .map(({ path }) => path);
  const holding = holdingPaths(asked.phrases, texts);
  const byPath = new Map(files.map((file) => [file.path, file]));
  const fused = fuse([
    { paths: lexical, weight: 1 },
    { paths: defining, weight: 0.5 },
    { paths: using, weight: 0.25 },
    { paths: holding, weight: 1 },
  ]);
  const reasonOf = (path: string): FoundReason =>
    defining.includes(path) ? 'definition' : using.includes(path) && !lexical.includes(path) ? 'reference' : 'match';
  const lists = fused.slice(0, snippets).flatMap(({ path, score }) => {
    const file = byPath.get(path);
    return file ? [snippetsOf(file, score, reasonOf(path))] : [];
  });
  return takeInTurn(lists, snippets);
}
