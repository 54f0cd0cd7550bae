import { fieldValueText } from '../../core/model/service-field-value.ts'
import { serviceField } from '../../core/model/service-fields.ts'
import { momentText } from '../../core/model/day-text.ts'
import type { HandOffStep, HandOffView, RunView } from '../../core/journal/run-view.ts'
import type { ResourceKind } from '../../core/plan/plan.ts'
import type { ChangeReceipt, ChangeState, FieldReadBack, Receipt } from '../../core/plan/receipt.ts'
import { printableText } from '../../core/report/printable-text.ts'
import { labelled, problemLines } from '../../core/report/text-report.ts'
import type { PaintKind, TextStyle } from '../../core/report/text-style.ts'
import { assertNever } from '../../core/result.ts'
import { heading, sentences } from './lines.ts'

/** What is known of a run: field by field what was read back, what waits for a person, and what to do next. */
export function runLines(run: RunView, style: TextStyle): readonly string[] {
  return [
    ...sentences(run.headline, style).map((line) => style.paint('strong', line)),
    ...labelled('Outcome', outcomeOf(run), style),
    ...labelled('Run', run.runId, style),
    ...labelled('Site', run.site, style),
    ...labelled('When', run.endedAt === undefined ? `${momentText(run.startedAt)}, no end` : momentText(run.startedAt), style),
    ...labelled('By', run.appliedBy, style),
    ...(run.approval === undefined
      ? []
      : labelled('Approved by', `${run.approval.approvedBy}, ${momentText(run.approval.approvedAt)}`, style)),
    ...(run.override === undefined ? [] : labelled('Override', run.override.reason, style)),
    ...(run.changeRecord === undefined ? [] : labelled('Record', recordText[run.changeRecord], style)),
    ...run.changes.flatMap((change) => ['', ...changeLines(change, style)]),
    ...run.handOffs.flatMap((handOff) => ['', ...handOffLines(handOff, style)]),
    ...(run.cannotUndo.length === 0 ? [] : ['']),
    ...run.cannotUndo.flatMap(({ title, label, reason }) => labelled('No way back', `${title}, ${label}: ${reason}`, style)),
    ...(run.nextStep === '' ? [] : ['', ...labelled('Next', run.nextStep, style)])
  ]
}

/** Not everything may have been read back, and the run is at its end all the same. */
function outcomeOf({ outcome, changes }: RunView): string {
  const has = (state: FieldReadBack['state']): boolean => changes.some(({ readBack }) => readBack.some((field) => field.state === state))
  if (outcome !== 'proved') return outcomeText[outcome]
  if (has('only-by-sign-in')) return 'proved as far as it can be read; the rest only by a real sign-in'
  return has('proved-by-sign-in') ? 'proved: what can be read as planned, the rest by a real sign-in' : outcomeText[outcome]
}

/** For programs. */
export function runDocument(command: string, run: RunView, receipt: Receipt | undefined) {
  return { schemaVersion: 1, command, outcome: run.outcome, headline: run.headline, run, ...(receipt === undefined ? {} : { receipt }) }
}

/** One line for lists and progress: `Done: LDAP settings of acme.files.com`. */
export function changeHead({ change, state }: ChangeReceipt, style: TextStyle): string {
  const { word, paint } = stateText[state]
  return `${style.paint(paint, word)}: ${printableText(change.title)}`
}

export function fieldReadBackLines(field: FieldReadBack, resource: ResourceKind, style: TextStyle): readonly string[] {
  const name = `  ${printableText(field.label)} ${style.paint('quiet', `(${printableText(field.field)})`)}`
  const described = serviceField(resource, field.field)
  switch (field.state) {
    case 'verified':
      return [name, ...labelled('', `holds ${fieldValueText(described, field.value)}`, style, FIELD)]
    case 'differs':
      return [
        name,
        ...labelled('planned', fieldValueText(described, field.planned), style, FIELD),
        ...labelled('holds', fieldValueText(described, field.actual), style, FIELD)
      ]
    case 'accepted-not-readable':
      return [name, ...labelled('', 'accepted; nobody can read it back', style, FIELD)]
    case 'only-by-sign-in':
      return [name, ...labelled('', 'not provable here: only a real sign-in proves it', style, FIELD)]
    case 'proved-by-sign-in':
      return [name, ...labelled('', provedText(field), style, FIELD)]
    case 'not-known':
      return [name, ...labelled('', 'not known', style, FIELD)]
    default:
      return assertNever(field)
  }
}

function provedText({ eventId, at }: Extract<FieldReadBack, { readonly state: 'proved-by-sign-in' }>): string {
  return `proved by a real sign-in: event ${String(eventId)}, ${momentText(at)}`
}

const FIELD = 13

export const outcomeText: Readonly<Record<RunView['outcome'], string>> = {
  proved: 'proved: everything was read back as planned',
  'handed-off': 'handed off: what was sent is proved, the rest waits for a person',
  differs: 'different: the site holds something else than was sent',
  stopped: 'stopped: later changes were not sent',
  unknown: 'not known: a change may or may not have taken effect',
  interrupted: 'interrupted: the application ended in the middle',
  'going-on': 'going on: another window or command is applying it right now'
}

const stateText: Readonly<Record<ChangeState, { readonly word: string; readonly paint: PaintKind }>> = {
  done: { word: 'Done', paint: 'pass' },
  'not-done': { word: 'Not done', paint: 'fail' },
  partly: { word: 'Partly done', paint: 'fail' },
  unknown: { word: 'Not known', paint: 'warn' },
  waiting: { word: 'Waits for you', paint: 'not-provable-here' }
}

const recordText = {
  left: 'left in the External Logs of the site',
  'not-left': 'could not be left in the External Logs of the site; that changes nothing of the outcome'
} as const

function changeLines(receipt: ChangeReceipt, style: TextStyle): readonly string[] {
  return [
    heading(changeHead(receipt, style), style),
    ...receipt.readBack.flatMap((field) => fieldReadBackLines(field, receipt.change.resource, style)),
    ...(receipt.problem === undefined ? [] : problemLines(receipt.problem, style))
  ]
}

/** What a person enters in the web form, in its order. */
function handOffLines({ title, pageUrl, path, steps }: HandOffView, style: TextStyle): readonly string[] {
  return [
    heading(`To be entered by hand: ${title}`, style),
    ...labelled('Page', pageUrl, style),
    ...(path.length === 0 ? [] : labelled('From there', path.join(' › '), style)),
    ...steps.flatMap((step) => [
      `  ${style.paint(stepPaint(step), stepWord(step))} ${printableText(step.label)}`,
      ...labelled('', stepText(step), style, FIELD),
      ...(step.state === 'only-by-sign-in' ? labelled('', 'not provable here: only a real sign-in proves it', style, FIELD) : [])
    ])
  ]
}

/** A document is no text for a terminal: `--documents` writes it to a file, and it is whole in the JSON of the run. */
function stepText({ value, file }: HandOffStep): string {
  return file === undefined ? value : `${file.summary}; choose it as a file, for example ${file.name}`
}

function stepWord({ state }: HandOffStep): string {
  return isThere(state) ? '[x]' : '[ ]'
}

function stepPaint({ state }: HandOffStep): PaintKind {
  return isThere(state) ? 'pass' : 'not-provable-here'
}

function isThere(state: HandOffStep['state']): boolean {
  return state === 'verified' || state === 'proved-by-sign-in'
}
