import { overdue } from './loans.ts';

export function sum(numbers) {
  let total = 0;
  for (const number of numbers) {
    total += number;
  }
  return total;
}

export function mean(numbers) {
  return numbers.length === 0 ? 0 : sum(numbers) / numbers.length;
}

/** Unfinished on purpose: type "for" in the empty line. */
export function largest(numbers) {
  let result = numbers[0];
  
  return result;
}

export function daysOverdue(today) {
  return overdue(today).map((loan) => today.getDate() - loan.dueDate.getDate());
}
