// Code to type in the VS Code tests: ordinary enough that any model for code goes on with it.

/** A file with a place in the middle where something is obviously missing. */
export const ordinaryCode = `export interface Book {
  id: number;
  title: string;
  author: string;
}

const books: Book[] = [];

export function findBook(id: number): Book | undefined {
  return books.find((book) => book.id === id);
}

export function booksBy(author: string): Book[] {
  return books.filter((book) => book.author === author);
}

export function titlesBy(author: string): string[] {
  
}
`;

/** The line inside the last function, and the column to type at. */
export const placeToType = [17, 2] as const;

/** What to type there; each leaves an expression open. A model may have nothing to add to one of them. */
export const beginnings: readonly string[] = [
  'const found = ',
  'for (let i = 0; i < books.',
  'const titles: str',
  'return books',
  'return booksBy(',
];
