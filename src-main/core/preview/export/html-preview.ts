import { APPLICATION_NAME } from '../../report/check-document.ts'
import { escaped } from '../../report/escaped.ts'
import { PAGE_END, pageBegin } from '../../report/page-frame.ts'
import { momentText } from '../../model/day-text.ts'
import type { Outcome, PreviewRow, PreviewSummary } from '../preview-result.ts'
import { changeWords, warningWords } from '../code-words.ts'
import { groupList } from '../group-text.ts'
import { htmlRules, htmlSafety, htmlSummary, htmlWarnings } from './html-preview-summary.ts'
import { outcomeText } from './outcome-text.ts'
import { PREVIEW_STYLE } from './html-preview-style.ts'
import type { ExportedPreview, PreviewWriter } from './preview-writer.ts'

/**
 * A page of its own, to be read and printed: no script, nothing loaded from anywhere. A browser does not bear half a million rows, so the page
 * holds the first ones and says how many more there are.
 */
export function htmlPreview({ summary, about, headline, rules }: ExportedPreview, rowsAtMost = 10_000): PreviewWriter {
  let shown = 0
  let leftOut = 0
  const hasSite = about.site !== undefined
  const title = about.site === undefined ? `Sync preview of ${about.directory}` : `Sync preview: ${about.directory} to ${about.site}`

  return {
    begin: () => `${pageBegin(title, PREVIEW_STYLE)}<header>
<h1>${escaped(title)}</h1>
<p class="headline ${headlineClass(summary, hasSite)}">${escaped(verdict(summary, hasSite) + headline)}</p>
<p class="quiet">${escaped(`The directory was read ${momentText(about.readAt)}; this page was made ${momentText(about.createdAt)} by ${APPLICATION_NAME} ${about.version}. Run ${about.runId}.`)}</p>
</header>
${htmlSafety(summary)}
${htmlSummary(summary, hasSite)}
${htmlRules(rules)}
${htmlWarnings(summary)}
<section>
<h2>People, one by one</h2>
<table class="people">
<thead><tr><th scope="col">Outcome</th><th scope="col">User name</th><th scope="col">Name</th><th scope="col">Mail</th><th scope="col">Reason and changes</th></tr></thead>
<tbody>
`,
    page(rows) {
      const fitting = rows.slice(0, Math.max(0, rowsAtMost - shown))
      shown += fitting.length
      leftOut += rows.length - fitting.length
      return fitting.map(htmlRow).join('')
    },
    end: () => `</tbody>
</table>
${leftOut === 0 ? '' : boldLine(`${number(leftOut)} more rows are not on this page. The CSV and JSON exports have all of them.`)}${chosenLine(summary, shown + leftOut)}</section>
<footer>
<p>This page names people: keep it like a list of staff. It holds no password.</p>
</footer>
${PAGE_END}`
  }
}

function boldLine(sentence: string): string {
  return `<p><b>${escaped(sentence)}</b></p>\n`
}

/** Of whom nobody asked for, the numbers above still speak. */
function chosenLine({ counts }: PreviewSummary, chosen: number): string {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return chosen >= all ? '' : boldLine(`Only ${number(chosen)} of ${number(all)} people and users were chosen for this list.`)
}

function headlineClass(summary: PreviewSummary, hasSite: boolean): string {
  if (summary.safety.kind === 'unsafe') return 'failed'
  return summary.isComplete && hasSite ? 'healthy' : 'warnings'
}

/** Before the sentence that says what the sync would do. That a reading was cut, that sentence says itself. */
function verdict({ safety, isComplete }: PreviewSummary, hasSite: boolean): string {
  if (!isComplete) return ''
  if (safety.kind === 'unsafe') return 'Not safe as it stands. '
  return hasSite ? '' : 'No site was compared, so nobody can tell who would lose access. '
}

function number(count: number): string {
  return count.toLocaleString('en-US')
}

function htmlRow(row: PreviewRow): string {
  const changes = row.changes.map(
    ({ field, before, after }) => `<br>${escaped(changeWords[field])}: <del>${escaped(before)}</del> → <ins>${escaped(after)}</ins>`
  )
  const groups = [groupLine('Gains', row.groupsGained), groupLine('Loses', row.groupsLost)]
  const warnings =
    row.warnings.length === 0
      ? ''
      : `<br><span class="quiet">${escaped(row.warnings.map((warning) => warningWords[warning]).join(', '))}</span>`
  const where = row.dn === '' ? '' : `<br><span class="quiet">${escaped(row.dn)}</span>`
  return `<tr class="${outcomeClass[row.outcome]}"><td><b>${escaped(outcomeText[row.outcome])}</b></td><td>${escaped(row.username)}</td><td>${escaped(row.name)}${where}</td><td>${escaped(row.mail)}</td><td>${escaped(row.reasonText)}${changes.join('')}${groups.join('')}${warnings}</td></tr>
`
}

function groupLine(word: string, groups: readonly string[]): string {
  return groups.length === 0 ? '' : `<br>${word} ${escaped(groupList(groups))}`
}

const outcomeClass: Readonly<Record<Outcome, string>> = {
  create: 'comes',
  update: 'changes',
  disable: 'goes',
  delete: 'goes',
  unchanged: 'stays',
  'left-out': 'stays'
}
