import { counted } from '../catalog/entry.ts'
import type { Problem } from '../errors.ts'
import { fieldValueText, UNSEEN_TEXT, writeOnlyText } from '../model/service-field-value.ts'
import { serviceField } from '../model/service-fields.ts'
import { printableText } from '../report/printable-text.ts'
import { plainStyle, type TextStyle } from '../report/text-style.ts'
import { characters, wrapText } from '../report/wrap-text.ts'
import type { FieldChange, Plan, PlannedChange } from './plan.ts'

/** `4 settings change, 0 people lose access`. */
export function planHeadline(plan: Pick<Plan, 'changes' | 'peopleLosingAccess'>): string {
  const count = plan.changes.reduce((sum, { fields }) => sum + fields.length, 0)
  if (count === 0) return 'Nothing to do: the site holds exactly this'
  const settings = counted(count, 'setting changes', 'settings change')
  const people = plan.peopleLosingAccess
  return people === undefined
    ? `${settings}; who loses access is not known`
    : `${settings}, ${counted(people, 'person loses', 'people lose')} access`
}

/** The plan as plain text for terminal and clipboard: totals, the differences, the verdicts, the digest. */
export function planText(plan: Plan, style: TextStyle = plainStyle): string {
  const headline = style.paint('strong', `${planHeadline(plan)}.`)
  const blocks: (readonly string[])[] = [
    [style.paint('strong', printableText(`Plan for ${plan.site}${plan.purpose === 'undo' ? ' (undo)' : ''}`)), headline]
  ]
  blocks.push(...plan.changes.map((change) => changeLines(change, style)))
  if (plan.changes.length > 0) blocks.push(safetyLines(plan, style), breakGlassLines(plan, style))
  if (plan.notes.length > 0) blocks.push(['Worth knowing:', ...plan.notes.flatMap((note) => indented(note, style))])
  blocks.push([`Digest ${plan.digest}`])
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function changeLines(change: PlannedChange, style: TextStyle): readonly string[] {
  const byHand = change.way === 'hand-off' ? ', to be entered by hand' : change.way === 'create' ? ', to be made' : ''
  const width = Math.max(...change.fields.map(({ label }) => characters(label)))
  return [
    style.paint('strong', printableText(change.title)) + byHand,
    ...change.fields.map((field) => `  ${field.label}${' '.repeat(width - characters(field.label))}  ${fieldText(change, field)}`)
  ]
}

function fieldText(change: PlannedChange, field: FieldChange): string {
  if (field.kind === 'secret') return writeOnlyText(field.field)
  if (field.kind === 'unseen') return `-> ${printableText(field.after)} (${UNSEEN_TEXT})`
  const known = serviceField(change.resource, field.field)
  const [before, after] = [field.before, field.after].map((value) => printableText(fieldValueText(known, value)))
  return `${before ?? ''} -> ${after ?? ''}`
}

function safetyLines({ safety }: Plan, style: TextStyle): readonly string[] {
  if (safety.kind === 'safe') return [`${style.paint('pass', 'Safe.')} Nothing speaks against applying it.`]
  return [
    style.paint('fail', 'Not safe.'),
    ...safety.reasons.flatMap(({ problem, canBeOverridden }) => [
      ...problemLines(problem, style),
      ...indented(canBeOverridden ? 'This can be overridden with a reason.' : 'This cannot be overridden.', style)
    ])
  ]
}

function breakGlassLines({ breakGlass }: Plan, style: TextStyle): readonly string[] {
  if (breakGlass.kind === 'not-needed') return []
  if (breakGlass.kind === 'proved')
    return [
      `${style.paint('pass', 'Way in proved:')} ${printableText(breakGlass.username)} signs in with a password, whatever becomes of single sign-on.`
    ]
  return [style.paint('fail', 'No way in is proved.'), ...problemLines(breakGlass.problem, style)]
}

function problemLines(problem: Problem, style: TextStyle): readonly string[] {
  return [
    ...indented(`${problem.title}. ${problem.cause}`, style),
    ...problem.evidence.flatMap(({ label, value }) => indented(`${label}: ${value}`, style)),
    ...indented(problem.remedy, style)
  ]
}

function indented(text: string, style: TextStyle): readonly string[] {
  return wrapText(printableText(text), style.width - 2).map((line) => `  ${line}`)
}
