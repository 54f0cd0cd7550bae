import { reasonText, warningTexts } from '../../core/preview/reason-text.ts'
import type { Outcome, PreviewRow } from '../../core/preview/preview-result.ts'
import { changeWords } from '../../core/preview/code-words.ts'
import { causeText, changedRuleText, noCauseText } from '../../core/preview/cause-text.ts'
import { groupList } from '../../core/preview/group-text.ts'
import type { ChangedOutcome } from '../../core/preview/compare-previews.ts'
import type { ComparisonPage } from '../../core/preview/preview-desk.ts'
import { momentText } from '../../core/model/day-text.ts'
import { printableText } from '../../core/report/printable-text.ts'
import { labelled } from '../../core/report/text-report.ts'
import type { TextStyle } from '../../core/report/text-style.ts'
import { heading, indented } from './lines.ts'
import { number } from './preview.ts'

/** Above the people of one outcome. */
export function outcomeHeading(outcome: Outcome, total: number, style: TextStyle): string {
  return heading(`${outcomeTitles[outcome]}: ${number(total)}`, style)
}

/** One person: who, and below that what changes or why. */
export function rowLines(row: PreviewRow, style: TextStyle): readonly string[] {
  const { username, name, dn, warnings } = row
  const who = username || dn
  const details = [
    ...(row.reason === 'new-person' ? [] : [row.reasonText]),
    ...changeTexts(row),
    ...warnings.map((code) => warningTexts[code])
  ]
  return [
    `  ${printableText(who)}${name === '' || name === who ? '' : style.paint('quiet', `  ${printableText(name)}`)}`,
    ...details.flatMap((detail) => indented(detail, INDENT, style))
  ]
}

/** How many more there are than were shown, and how to see them. */
export function moreLine(outcome: Outcome, more: number, style: TextStyle): string {
  return style.paint('quiet', `  … and ${number(more)} more: --only ${outcome} --all`)
}

/** What is different since an earlier run, and which edit did it. */
export function comparisonLines(
  { runId, at, total, changed, rules, isReliable }: ComparisonPage,
  most: number,
  style: TextStyle
): readonly string[] {
  const shown = changed.slice(0, most)
  return [
    '',
    heading(`Since ${momentText(at)}: ${total === 1 ? '1 person has' : `${number(total)} people have`} another outcome`, style),
    ...labelled('Run', runId, style),
    ...(isReliable ? [] : labelled('', 'One of the two readings was cut: whoever it misses looks gone.', style)),
    ...rules.flatMap((rule) => labelled('Setting', changedRuleText(rule), style)),
    ...shown.flatMap((each) => changedLines(each, style)),
    ...(total > shown.length ? [style.paint('quiet', `  … and ${number(total - shown.length)} more: --all`)] : [])
  ]
}

const INDENT = 6

const outcomeTitles: Readonly<Record<Outcome, string>> = {
  create: 'Would be created',
  update: 'Would be updated',
  disable: 'Would be disabled',
  delete: 'Would be deleted',
  unchanged: 'Unchanged',
  'left-out': 'Left out'
}

function changeTexts({ changes, groupsGained, groupsLost }: PreviewRow): readonly string[] {
  return [
    ...changes.map(({ field, before, after }) => `${changeWords[field]}: ${before || '(empty)'} → ${after || '(empty)'}`),
    ...(groupsGained.length === 0 ? [] : [`joins ${names(groupsGained)}`]),
    ...(groupsLost.length === 0 ? [] : [`leaves ${names(groupsLost)}`])
  ]
}

function names(groups: readonly string[]): string {
  const more = groups.length - MOST_NAMES
  return more > 0 ? `${groupList(groups.slice(0, MOST_NAMES))} and ${number(more)} more` : groupList(groups)
}

const MOST_NAMES = 10

function changedLines({ username, outcomeBefore, outcomeNow, reasonNow, causes }: ChangedOutcome, style: TextStyle): readonly string[] {
  const [before, now] = [outcomeBefore, outcomeNow].map((outcome) => (outcome === undefined ? 'not there' : outcome))
  const why = reasonNow === undefined || outcomeNow === undefined ? [] : [reasonText(reasonNow, outcomeNow)]
  return [
    `  ${printableText(username)}${style.paint('quiet', `  ${before ?? ''} → ${now ?? ''}`)}`,
    ...(causes.length === 0 ? [...why, noCauseText] : causes.map(causeText)).flatMap((text) => indented(text, INDENT, style))
  ]
}
