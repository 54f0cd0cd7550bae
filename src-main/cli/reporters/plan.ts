import type { MadePlan } from '../../app/operations/make-site-plan.ts'
import { fieldValueText, UNSEEN_TEXT, writeOnlyText } from '../../core/model/service-field-value.ts'
import { serviceField } from '../../core/model/service-fields.ts'
import { momentText } from '../../core/model/day-text.ts'
import type { Forecast } from '../../core/plan/forecast.ts'
import type { FieldChange, Plan, PlannedChange, SafetyVerdict } from '../../core/plan/plan.ts'
import { planHeadline } from '../../core/plan/plan-headline.ts'
import { isProvedBySignInOnly } from '../../core/model/proved-by-sign-in.ts'
import { printableText } from '../../core/report/printable-text.ts'
import { labelled, problemLines } from '../../core/report/text-report.ts'
import type { TextStyle } from '../../core/report/text-style.ts'
import { assertNever } from '../../core/result.ts'
import { heading, sentences } from './lines.ts'

export type ShownPlan = Pick<MadePlan, 'plan' | 'forecast' | 'secretFields'>

/** A plan as it would be read aloud: what it comes to, each field before and after, whether it is safe, and who gets in whatever happens. */
export function planLines({ plan, forecast }: ShownPlan, style: TextStyle): readonly string[] {
  return [
    heading(`${plan.purpose === 'undo' ? 'Undo on' : 'Plan for'} ${plan.site}`, style),
    ...sentences(`${planHeadline(plan)}.`, style),
    ...plan.changes.flatMap((change) => ['', ...plannedChangeLines(change, style)]),
    ...(plan.changes.length === 0
      ? []
      : ['', ...forecastLines(forecast, style), ...safetyLines(plan, style), ...breakGlassLines(plan, style)]),
    ...plan.notes.flatMap((note) => labelled('Note', note, style)),
    ...(plan.changes.length === 0
      ? []
      : ['', ...labelled('Read at', momentText(plan.madeAt), style), ...labelled('Digest', inGroups(plan.digest), style)])
  ]
}

/** What the plan comes to, for exit codes and programs. */
export function planOutcome(plan: Plan): 'nothing-to-do' | 'changes' | 'unsafe' {
  if (plan.changes.length === 0) return 'nothing-to-do'
  return plan.safety.kind === 'unsafe' || plan.breakGlass.kind === 'not-proved' ? 'unsafe' : 'changes'
}

export function planDocument(command: string, { plan, forecast, secretFields }: ShownPlan) {
  return { schemaVersion: 1, command, outcome: planOutcome(plan), headline: planHeadline(plan), plan, forecast, secretFields }
}

const WEB_FORM_ONLY = 'this site takes the change in its web form only; nothing of it is sent'
const CREDENTIALS_BY_HAND = 'tenant, client and secret go into the web form, and the rest with them; nothing of it is sent'

/** One resource with its fields; also while it is being applied. */
function plannedChangeLines(change: PlannedChange, style: TextStyle): readonly string[] {
  return [
    heading(change.title, style),
    ...(change.way === 'hand-off'
      ? labelled('By hand', change.fields.some(isProvedBySignInOnly) ? CREDENTIALS_BY_HAND : WEB_FORM_ONLY, style)
      : []),
    ...(change.beside === undefined ? [] : labelled('New', 'the site has no such provider yet', style)),
    ...change.fields.flatMap((field) => fieldLines(field, change.resource, style))
  ]
}

function fieldLines(change: FieldChange, resource: PlannedChange['resource'], style: TextStyle): readonly string[] {
  const name = `  ${printableText(change.label)} ${style.paint('quiet', `(${printableText(change.field)})`)}`
  if (change.kind === 'secret')
    return [name, ...labelled('', `${writeOnlyText(change.field)}; what is there now can be read by nobody`, style, FIELD)]
  if (change.kind === 'unseen') return [name, ...labelled('enter', change.after, style, FIELD), ...labelled('', UNSEEN_TEXT, style, FIELD)]
  const field = serviceField(resource, change.field)
  return [
    name,
    ...labelled('before', fieldValueText(field, change.before), style, FIELD),
    ...labelled('after', fieldValueText(field, change.after), style, FIELD)
  ]
}

const FIELD = 12

function forecastLines(forecast: Forecast, style: TextStyle): readonly string[] {
  switch (forecast.kind) {
    case 'not-needed':
      return []
    case 'not-made':
      return labelled('Next sync', `Nobody has looked what it would do. ${forecast.because}`, style)
    case 'made':
      // How many people were counted is in the evidence of the verdict, what was assumed in the notes.
      // Whoever was not read looks gone, so half a reading tells nothing about anybody.
      return forecast.isComplete
        ? labelled('Next sync', losersText(forecast.wouldLose), style)
        : labelled('Next sync', `Nobody knows: the directory was not read to its end. ${forecast.because ?? ''}`.trim(), style)
    default:
      return assertNever(forecast)
  }
}

function losersText(names: readonly string[]): string {
  if (names.length === 0) return 'Nobody would lose access.'
  const shown = names.slice(0, SHOWN_NAMES).join(', ')
  const more = names.length > SHOWN_NAMES ? ` and ${String(names.length - SHOWN_NAMES)} more` : ''
  return `${names.length === 1 ? 'One person' : `${String(names.length)} people`} would lose access: ${shown}${more}.`
}

const SHOWN_NAMES = 20

function safetyLines({ safety, site }: Plan, style: TextStyle): readonly string[] {
  const evidence = safety.evidence.flatMap(({ label, value }) => labelled('', `${label}: ${value}`, style))
  if (safety.kind === 'safe') return [...verdict('Safe', 'pass', 'Nothing speaks against this plan.', style), ...evidence]
  return [
    ...verdict('Not safe', 'fail', reasonsText(safety), style),
    ...evidence,
    ...safety.reasons.flatMap(({ problem, canBeOverridden }) => [
      '',
      ...problemLines(problem, style),
      ...labelled(
        'Override',
        canBeOverridden ? `--override ${site} --reason TEXT; both are recorded` : 'not possible: facts are missing or wrong',
        style
      )
    ])
  ]
}

function reasonsText({ reasons }: SafetyVerdict & { readonly kind: 'unsafe' }): string {
  return reasons.length === 1 ? 'One reason speaks against this plan.' : `${String(reasons.length)} reasons speak against this plan.`
}

function breakGlassLines({ breakGlass }: Plan, style: TextStyle): readonly string[] {
  switch (breakGlass.kind) {
    case 'not-needed':
      return []
    case 'proved':
      return [
        ...verdict('Way in', 'pass', `${breakGlass.username} gets in with a password, whatever becomes of single sign-on.`, style),
        ...breakGlass.evidence.flatMap(({ label, value }, index) => labelled(index === 0 ? 'How we know' : '', `${label}: ${value}`, style))
      ]
    case 'not-proved':
      return [
        '',
        ...verdict('Way in', 'fail', 'Not proved; without it nothing is applied, and no override exists.', style),
        ...problemLines(breakGlass.problem, style)
      ]
    default:
      return assertNever(breakGlass)
  }
}

function verdict(word: string, kind: 'pass' | 'fail', text: string, style: TextStyle): readonly string[] {
  const [first = '', ...more] = labelled(word, text, { ...style, paint: (_kind, lead) => style.paint(kind, lead) })
  return [first, ...more]
}

/** Sixteen groups of four can be compared by two people on the phone; the command below has it in one piece. */
function inGroups(digest: string): string {
  return digest.replace(/(.{4})(?=.)/g, '$1 ')
}
