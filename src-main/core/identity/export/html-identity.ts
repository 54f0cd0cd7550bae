import { PREVIEW_STYLE } from '../../preview/export/html-preview-style.ts'
import type { RowWriter } from '../../preview/export/preview-writer.ts'
import { whoText } from '../../errors.ts'
import { momentText } from '../../model/day-text.ts'
import { APPLICATION_NAME } from '../../report/check-document.ts'
import { escaped } from '../../report/escaped.ts'
import { PAGE_END, pageBegin } from '../../report/page-frame.ts'
import type { IdentityClassView, IdentityRow, IdentityView } from '../identity-views.ts'
import type { ExportedIdentity } from './create-identity-writer.ts'

/** A page of its own, to be read and printed: no script, nothing loaded from anywhere. It holds the first rows and says how many more there are. */
export function htmlIdentity({ view, about }: ExportedIdentity, rowsAtMost = 10_000): RowWriter<IdentityRow> {
  let shown = 0
  let leftOut = 0
  const title = view.users === undefined ? `Names of ${view.people}` : `Names: ${view.people} and ${view.users}`

  return {
    begin: () => `${pageBegin(title, PREVIEW_STYLE)}<header>
<h1>${escaped(title)}</h1>
<p class="headline ${hasProblem(view) || view.cutBecause !== undefined ? 'failed' : 'healthy'}">${escaped(view.headline)}.</p>
<p>${escaped(view.recommendation)}</p>
${view.cutBecause === undefined ? '' : `<p><b>${escaped(view.cutBecause)}</b></p>\n`}<p class="quiet">${escaped(`Read ${momentText(view.readAt)}; this page was made ${momentText(about.createdAt)} by ${APPLICATION_NAME} ${about.version}.`)}</p>
</header>
${wayTable(view)}
<section>
<h2>What is to be done</h2>
${view.classes
  .filter(({ count }) => count > 0)
  .map(classPart)
  .join('\n')}
</section>
${assumptionList(view)}<section>
<h2>People, one by one</h2>
<table class="people">
<thead><tr><th scope="col">Class</th><th scope="col">Name</th><th scope="col">User principal name and mail</th><th scope="col">Account</th><th scope="col">What would happen</th></tr></thead>
<tbody>
`,
    page(rows) {
      const fitting = rows.slice(0, Math.max(0, rowsAtMost - shown))
      shown += fitting.length
      leftOut += rows.length - fitting.length
      return fitting.map((row) => htmlRow(row, view)).join('')
    },
    end: () => `</tbody>
</table>
${leftOut === 0 ? '' : `<p><b>${escaped(`${number(leftOut)} more rows are not on this page. The CSV and JSON exports have all of them.`)}</b></p>\n`}${shown + leftOut >= view.rowCount ? '' : `<p><b>${escaped(`Only ${number(shown + leftOut)} of ${number(view.rowCount)} people and users were chosen for this list.`)}</b></p>\n`}</section>
<footer>
<p>This page names people: keep it like a list of staff. It holds no password.</p>
</footer>
${PAGE_END}`
  }
}

function hasProblem({ classes }: IdentityView): boolean {
  return classes.some(({ severity, count }) => severity === 'problem' && count > 0)
}

function wayTable({ ways }: IdentityView): string {
  const rows = ways.map(
    (way) => `<tr><th scope="row">${escaped(`${way.title}${way.isInUse ? ' (in use)' : ''}`)}</th><td>${escaped(way.sentence)}</td></tr>`
  )
  return `<section>
<h2>The ways</h2>
<table>
${rows.join('\n')}
</table>
</section>`
}

function classPart({ title, count, what, repair }: IdentityClassView): string {
  const steps = repair.map(({ text, who }) => `<li>${escaped(text)} <span class="quiet">${escaped(whoText[who])}</span></li>`)
  const list = steps.length === 0 ? '' : `\n<ol>\n${steps.join('\n')}\n</ol>`
  return `<h3>${escaped(`${title}: ${number(count)}`)}</h3>
<p>${escaped(what)}</p>${list}`
}

function assumptionList({ assumptions }: IdentityView): string {
  return `<section>
<h2>What this rests on, and nobody has proved</h2>
<ul>
${assumptions.map((sentence) => `<li>${escaped(sentence)}</li>`).join('\n')}
</ul>
</section>
`
}

function htmlRow(row: IdentityRow, { classes }: IdentityView): string {
  const severity = classes.find((one) => one.class === row.class)?.severity ?? 'note'
  const accounts = [row.account, row.otherAccount].flatMap((account) => (account === undefined ? [] : [escaped(account.username)]))
  const names = [row.upn, row.mail].filter((text) => text !== '').map(escaped)
  return `<tr class="${rowClass[severity]}"><td><b>${escaped(row.classText)}</b></td><td>${escaped(row.name)}</td><td>${names.join('<br>')}</td><td>${accounts.join('<br>')}</td><td>${escaped(row.sentence)}</td></tr>
`
}

const rowClass = { problem: 'goes', note: 'changes', good: 'stays' } as const

function number(count: number): string {
  return count.toLocaleString('en-US')
}
