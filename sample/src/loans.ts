import { findBook } from './books.ts';

export interface Loan {
  bookId: number;
  reader: string;
  dueDate: Date;
}

const loans: Loan[] = [];
const loanDays = 21;

export function lend(bookId: number, reader: string, today: Date): Loan {
  const book = findBook(bookId);
  if (book === undefined) {
    throw new Error(`There is no book ${bookId}`);
  }
  const dueDate = new Date(today);
  dueDate.setDate(dueDate.getDate() + loanDays);
  const loan = { bookId, reader, dueDate };
  loans.push(loan);
  return loan;
}

export function overdue(today: Date): Loan[] {
  return loans.filter((loan) => loan.dueDate < today);
}
