// Draws the statistics as one page without a script: figures, plots in SVG, and every plot again as a table.

import { scaleBand, scaleLinear } from 'd3-scale';
import { bucketCount, type Counts, type Day, type Stage, stages, total } from './statistics.ts';

export interface StatisticsPage {
  readonly days: readonly Day[];
  /** Local date of the last day that the plots show. */
  readonly today: string;
  /** The page's own style may run, and nothing else. */
  readonly nonce: string;
  /** A command that the page offers as a link. */
  readonly clearCommand: string;
}

interface Series {
  readonly name: string;
  /** A colour of VS Code's charts. */
  readonly color: string;
  readonly values: readonly number[];
}

interface Plot {
  readonly title: string;
  readonly note: string;
  readonly labels: readonly string[];
  /** What the labels are, as the head of the table's first column. */
  readonly labelName: string;
  readonly series: readonly Series[];
}

const shownDays = 30;
const width = 720;
const height = 180;
const left = 44;
const bottom = 24;

const stageNames: Readonly<Record<Stage, string>> = {
  queue: 'Waiting for the model',
  prefill: 'Reading the prompt',
  firstToken: 'To the first token',
  generate: 'Writing the answer',
  total: 'From key to ghost text',
};

/** A whole HTML document; needs neither a network nor scripts. */
export function statisticsPage({ days, today, nonce, clearCommand }: StatisticsPage): string {
  const all = total(days.flatMap(({ languages }) => Object.values(languages)));
  const body =
    all.offered === 0 ? nothing : [figures(all), perDay(days, today), perStage(days), perLanguage(days)].join('');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<title>Sotto: Statistics</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<h1>Suggestions on this machine</h1>
<p>Counted here, kept here: numbers per day and language, no code and no file names. <a href="command:${clearCommand}">Clear the statistics</a></p>
${body}
</body>
</html>`;
}

const nothing = '<p>Nothing was offered yet. Type in a file, and come back.</p>';

const style = `
body { max-width: 60rem; margin: 0 auto; padding: 1rem 1.5rem 3rem; color: var(--vscode-foreground);
  font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); line-height: 1.5; }
h1 { font-size: 1.6em; font-weight: 600; } h2 { font-size: 1.2em; font-weight: 600; margin: 2.2rem 0 0.2rem; }
a { color: var(--vscode-textLink-foreground); } a:focus-visible, summary:focus-visible { outline: 1px solid var(--vscode-focusBorder); }
p.note, dd.note { color: var(--vscode-descriptionForeground); margin: 0; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 1rem; margin: 1.5rem 0; }
dl > div { border: 1px solid var(--vscode-widget-border, var(--vscode-panel-border, currentColor)); border-radius: 6px; padding: 0.7rem 0.9rem; }
dt { color: var(--vscode-descriptionForeground); } dd { margin: 0; } dd.value { font-size: 1.7em; }
svg { width: 100%; height: auto; display: block; margin-top: 0.6rem; }
svg text { fill: var(--vscode-descriptionForeground); font-size: 11px; }
svg line { stroke: var(--vscode-widget-border, var(--vscode-panel-border, currentColor)); stroke-width: 0.5; }
.legend { display: flex; flex-wrap: wrap; gap: 0.3rem 1.2rem; margin: 0.4rem 0 0; padding: 0; list-style: none; }
.legend span { display: inline-block; width: 0.8em; height: 0.8em; border-radius: 2px; margin-right: 0.4em; forced-color-adjust: none; }
.blue { fill: var(--vscode-charts-blue); background: var(--vscode-charts-blue); }
.green { fill: var(--vscode-charts-green); background: var(--vscode-charts-green); }
.orange { fill: var(--vscode-charts-orange); background: var(--vscode-charts-orange); }
table { border-collapse: collapse; margin: 0.6rem 0; } th, td { padding: 0.15rem 1.2rem 0.15rem 0; text-align: right; }
th:first-child, td:first-child { text-align: left; } thead th { color: var(--vscode-descriptionForeground); font-weight: normal; }
summary { cursor: pointer; color: var(--vscode-descriptionForeground); margin-top: 0.4rem; }
`;

function figures(all: Counts): string {
  const tile = (name: string, value: string, note: string): string =>
    `<div><dt>${name}</dt><dd class="value">${value}</dd><dd class="note">${note}</dd></div>`;
  const kept = `${share(all.keptAfter5min, all.checkedAfter5min)} after 5 minutes`;
  return `<dl>${[
    tile('Offered', number(all.offered), `${share(all.fromMemory, all.offered)} from memory`),
    tile('Accepted', number(all.accepted), `${share(all.accepted, all.offered)} of those offered`),
    tile('Still there', share(all.keptAfter30s, all.checkedAfter30s), `after 30 seconds; ${kept}`),
    tile('Typing saved', number(all.acceptedChars), 'characters accepted'),
  ].join('')}</dl>`;
}

function perDay(days: readonly Day[], today: string): string {
  const labels = datesUpTo(today, shownDays);
  const byDate = new Map(days.map(({ date, languages }) => [date, total(Object.values(languages))]));
  const values = (name: keyof Counts) => labels.map((date) => byDate.get(date)?.[name] ?? 0);
  return plot({
    title: 'The last 30 days',
    note: 'Suggestions per day.',
    labels,
    labelName: 'Day',
    series: [
      { name: 'Offered', color: 'blue', values: values('offered') },
      { name: 'Accepted', color: 'green', values: values('accepted') },
      { name: 'Still there after 5 minutes', color: 'orange', values: values('keptAfter5min') },
    ],
  });
}

function perStage(days: readonly Day[]): string {
  const sumOf = (stage: Stage) =>
    Array.from({ length: bucketCount }, (_, bucket) =>
      days.reduce((sum, { latency }) => sum + (latency[stage][bucket] ?? 0), 0),
    );
  const series = stages.map((stage) => ({ name: stageNames[stage], color: 'blue', values: sumOf(stage) }));
  const shown = series.filter(({ name }) => name === stageNames.firstToken || name === stageNames.total);
  const labels = Array.from({ length: bucketCount }, (_, bucket) => bucketLabel(bucket));
  const title = 'How long it took';
  const note = 'Suggestions by time in milliseconds. One from memory has only its way from key to ghost text.';
  const colored = shown.map((one, index) => ({ ...one, color: index === 0 ? 'orange' : 'blue' }));
  return plot({ title, note, labels, labelName: 'Milliseconds', series: colored }, series);
}

function perLanguage(days: readonly Day[]): string {
  const names = [...new Set(days.flatMap(({ languages }) => Object.keys(languages)))];
  const counted = names.map((name) => ({
    name,
    counts: total(days.map(({ languages }) => languages[name]).filter((counts) => counts !== undefined)),
  }));
  const rows = counted
    .sort((a, b) => b.counts.offered - a.counts.offered)
    .map(({ name, counts }) => [
      name,
      number(counts.offered),
      share(counts.accepted, counts.offered),
      share(counts.keptAfter30s, counts.checkedAfter30s),
      share(counts.keptAfter5min, counts.checkedAfter5min),
    ]);
  const heads = ['Language', 'Offered', 'Accepted', 'There after 30 s', 'There after 5 min'];
  return `<h2>Languages</h2>${table(heads, rows)}`;
}

/** `rows`: what the table shows, where that is more than is drawn. */
function plot({ title, note, labels, labelName, series }: Plot, rows: readonly Series[] = series): string {
  const heads = [labelName, ...rows.map(({ name }) => name)];
  const cells = labels.map((label, index) => [label, ...rows.map(({ values }) => number(values[index] ?? 0))]);
  const filled = cells.filter((_, index) => rows.some(({ values }) => (values[index] ?? 0) > 0));
  const legend = series.map(({ name, color }) => `<li><span class="${color}"></span>${name}</li>`).join('');
  return `<h2>${title}</h2><p class="note">${note}</p><ul class="legend">${legend}</ul>
${bars(title, labels, series)}<details><summary>As a table</summary>${table(heads, filled)}</details>`;
}

function bars(title: string, labels: readonly string[], series: readonly Series[]): string {
  const most = Math.max(1, ...series.flatMap(({ values }) => values));
  const x = scaleBand(labels, [left, width]).paddingInner(0.25).paddingOuter(0.1);
  const inner = scaleBand(
    series.map(({ name }) => name),
    [0, x.bandwidth()],
  );
  const y = scaleLinear([0, most], [height - bottom, 8]).nice(4);
  const ticks = y.ticks(4).filter(Number.isInteger);
  const grid = ticks.map(
    (tick) =>
      `<line x1="${left}" x2="${width}" y1="${y(tick)}" y2="${y(tick)}"/><text x="${left - 6}" y="${y(tick) + 4}" text-anchor="end">${number(tick)}</text>`,
  );
  // Every label would run into the next one.
  const step = Math.ceil(labels.length / 8);
  const names = labels.map((label, index) =>
    index % step === 0
      ? `<text x="${(x(label) ?? 0) + x.bandwidth() / 2}" y="${height - 6}" text-anchor="middle">${shortLabel(label)}</text>`
      : '',
  );
  const columns = series.flatMap(({ name, color, values }) =>
    values.map((value, index) =>
      value === 0
        ? ''
        : `<rect class="${color}" x="${round((x(labels[index] ?? '') ?? 0) + (inner(name) ?? 0))}" y="${round(y(value))}" width="${round(inner.bandwidth())}" height="${round(y(0) - y(value))}"/>`,
    ),
  );
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}; the same as a table follows">${[...grid, ...names, ...columns].join('')}</svg>`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: 'td' | 'th', row: readonly string[]) => row.map((cell) => `<${tag}>${cell}</${tag}>`).join('');
  const lines = rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('');
  return `<table><thead><tr>${cells('th', heads)}</tr></thead><tbody>${lines}</tbody></table>`;
}

function datesUpTo(today: string, count: number): string[] {
  const end = Date.parse(`${today}T00:00:00Z`);
  const dayMs = 86_400_000;
  return Array.from({ length: count }, (_, back) =>
    new Date(end - (count - 1 - back) * dayMs).toISOString().slice(0, 10),
  );
}

function bucketLabel(bucket: number): string {
  return bucket === bucketCount - 1 ? `${2 ** (bucket - 1)} +` : `under ${2 ** bucket}`;
}

/** As short as it stays clear below an axis: a date without its year. */
function shortLabel(label: string): string {
  return label.replace(/^\d{4}-|^under /, '');
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`;
}

function number(value: number): string {
  return value.toLocaleString('en');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
