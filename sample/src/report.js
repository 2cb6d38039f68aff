import { overdue } from './loans.ts';

export function formatDate(date) {
  const year = date.getFullYear();
  const month = String(date.getMonth() + 1).padStart(2, '0');
  const day = String(date.getDate()).padStart(2, '0');
  return `${year}-${month}-${day}`;
}

export function printOverdue(today) {
  for (const loan of overdue(today)) {
    console.log(`${loan.reader}: due since ${formatDate(loan.dueDate)}`);
  }
}
