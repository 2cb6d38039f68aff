export interface Book {
  id: number;
  title: string;
  author: string;
  year: number;
  copies: number;
}

const books: Book[] = [
  { id: 1, title: 'The Left Hand of Darkness', author: 'Ursula K. Le Guin', year: 1969, copies: 2 },
  { id: 2, title: 'Invisible Cities', author: 'Italo Calvino', year: 1972, copies: 1 },
  { id: 3, title: 'The Summer Book', author: 'Tove Jansson', year: 1972, copies: 3 },
];

export function findBook(id: number): Book | undefined {
  return books.find((book) => book.id === id);
}

export function booksBy(author: string): Book[] {
  return books.filter((book) => book.author === author);
}
