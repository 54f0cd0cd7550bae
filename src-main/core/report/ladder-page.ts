import type { CheckOutcome, CheckResult, CheckStatus } from '../checks/check.ts'
import { type Problem, originText, whoText } from '../errors.ts'
import type { EvidenceItem } from '../evidence.ts'
import { assertNever } from '../result.ts'
import { type CheckSummary, statusText } from './check-report.ts'
import { escaped } from './escaped.ts'
import { evidenceOf } from './exportable-report.ts'
import { PAGE_END, pageBegin } from './page-frame.ts'
import { countsText, durationText } from './text-report.ts'

export interface LadderPage {
  readonly title: string
  readonly summary: CheckSummary
  /** When it was checked and by what. */
  readonly when: string
  readonly subject: readonly { readonly label: string; readonly value: string }[]
  readonly results: readonly CheckResult[]
  /** Further sections, as HTML. */
  readonly more: string
  readonly footer: string
}

/** A ladder as a page of its own: no script, nothing loaded from anywhere, readable on paper. The results have been made exportable before. */
export function ladderPage({ title, summary, when, subject, results, more, footer }: LadderPage): string {
  return `${pageBegin(title)}<header>
<h1>${escaped(title)}</h1>
<p class="headline ${summary.outcome}">${escaped(summary.headline)}</p>
<p class="quiet">${escaped(countsText(summary))}. ${escaped(when)}</p>
</header>
<section>
<h2>What was checked</h2>
${pairs(subject)}
</section>
<section>
<h2>The ladder</h2>
<ol class="ladder">
${results.map(rung).join('\n')}
</ol>
</section>
${more}<footer>
<p>${escaped(footer)}</p>
</footer>
${PAGE_END}`
}

function rung(result: CheckResult): string {
  const { outcome } = result
  const isOpen = outcome.status !== 'blocked' && outcome.status !== 'skip'
  return `<li class="${outcome.status}">
<h3><span class="word"><span class="mark" aria-hidden="true">${marks[outcome.status]}</span>${escaped(statusText[outcome.status])}</span> <span class="title">${escaped(result.title)}</span></h3>
<p class="quiet">${escaped(originText[result.origin])}${isOpen ? `, ${escaped(durationText(result.durationMs))}` : ''}</p>
${body(outcome)}
</li>`
}

// A shape besides the word and the colour, also in black and white.
const marks: Readonly<Record<CheckStatus, string>> = {
  pass: '✓',
  warn: '!',
  fail: '✕',
  skip: '–',
  blocked: '·',
  'not-provable-here': '?',
  crash: '✕'
}

function body(outcome: CheckOutcome): string {
  switch (outcome.status) {
    case 'pass':
      return `<p>${escaped(outcome.detail)}</p>\n${evidenceTable(outcome.evidence)}`
    case 'warn':
    case 'fail':
    case 'crash':
      return problemBlock(outcome.problem)
    case 'not-provable-here':
      return `<p>${escaped(outcome.because)}</p>\n<p><b>What would prove it:</b> ${escaped(outcome.next)}</p>\n${evidenceTable(evidenceOf(outcome))}`
    case 'skip':
      return `<p>${escaped(outcome.because)}</p>`
    case 'blocked':
      return `<p>Waits for: ${escaped(outcome.because)}</p>`
    default:
      return assertNever(outcome)
  }
}

function problemBlock(problem: Problem): string {
  return `<div class="problem">
<h4>${escaped(problem.title)}</h4>
<h5>What happened</h5>
<p>${escaped(problem.cause)}</p>
${problem.evidence.length === 0 ? '' : `<h5>How we know</h5>\n${evidenceTable(problem.evidence)}`}
<h5>What to do</h5>
<p>${escaped(problem.remedy)}</p>
<h5>Who can do it</h5>
<p>${escaped(whoText[problem.who])}</p>
<p class="quiet">Seen at ${escaped(originText[problem.origin])}. Code <code>${escaped(problem.code)}</code></p>
</div>`
}

function evidenceTable(evidence: readonly EvidenceItem[]): string {
  return evidence.length === 0 ? '' : pairs(evidence)
}

function pairs(rows: readonly { readonly label: string; readonly value: string }[]): string {
  return `<table>\n${rows.map(({ label, value }) => `<tr><th scope="row">${escaped(label)}</th><td>${escaped(value)}</td></tr>`).join('\n')}\n</table>`
}
