import { escaped } from '../../report/escaped.ts'
import type { PreviewSummary } from '../preview-result.ts'
import { outcomes, warningCodes } from '../preview-codes.ts'
import type { PreviewRules } from '../preview-rules.ts'
import { warningTexts } from '../reason-text.ts'
import { ruleWords } from '../rule-words.ts'
import { outcomeText } from './outcome-text.ts'

/** The numbers, and what they rest on. */
export function htmlSummary(summary: PreviewSummary, hasSite: boolean): string {
  const { groups } = summary
  const rows: readonly (readonly [string, number])[] = [
    ...outcomes.map((outcome) => [outcomeText[outcome], summary.counts[outcome]] as const),
    ['People in the directory', summary.people],
    ...(hasSite ? [['Users of the site', summary.users] as const] : []),
    ['Groups found', groups.total],
    ['Groups that would be provisioned', groups.provisioned],
    ['Groups that would be created', groups.created],
    ['Memberships that groups would gain', groups.gainedMembers],
    ['Memberships that groups would lose', groups.lostMembers],
    ['Memberships in the directory, nested ones included where they count', summary.effectiveMemberships]
  ]
  return `<section>
<h2>In numbers</h2>
${table(rows.map(([label, count]) => [label, count.toLocaleString('en-US')]))}
${assumptionList(summary.assumptions)}</section>`
}

/** By which settings all of this is so. */
export function htmlRules(rules: PreviewRules): string {
  return `<section>
<h2>Settings</h2>
${table(ruleWords(rules))}
</section>`
}

/** How many people there is something to be said about; nothing when there is nobody. */
export function htmlWarnings({ warnings }: PreviewSummary): string {
  const found = warningCodes.flatMap((code) => {
    const count = warnings[code] ?? 0
    return count === 0 ? [] : [[warningTexts[code], count.toLocaleString('en-US')] as const]
  })
  if (found.length === 0) return ''
  return `<section>
<h2>Worth knowing</h2>
${table(found)}
</section>`
}

/** Why it is not safe; nothing when it is. */
export function htmlSafety({ safety }: PreviewSummary): string {
  if (safety.kind === 'safe') return ''
  return `<section>
<h2>Why it is not safe</h2>
${safety.reasons
  .map(
    ({ problem }) => `<div class="problem">
<h3>${escaped(problem.title)}</h3>
<p>${escaped(problem.cause)}</p>
<p>${escaped(problem.remedy)}</p>
<p class="quiet">Code <code>${escaped(problem.code)}</code></p>
</div>`
  )
  .join('\n')}
</section>`
}

function table(rows: readonly (readonly [label: string, value: string])[]): string {
  return `<table>
${rows.map(([label, value]) => `<tr><th scope="row">${escaped(label)}</th><td>${escaped(value)}</td></tr>`).join('\n')}
</table>`
}

function assumptionList(assumptions: readonly string[]): string {
  if (assumptions.length === 0) return ''
  return `<h3>What this rests on, and nobody has proved</h3>
<ul>
${assumptions.map((sentence) => `<li>${escaped(sentence)}</li>`).join('\n')}
</ul>
`
}
