import { originText, whoText } from '../../core/errors.ts'
import { momentText } from '../../core/model/day-text.ts'
import { labelled, problemLines } from '../../core/report/text-report.ts'
import type { PaintKind, TextStyle } from '../../core/report/text-style.ts'
import type { PersonRepair, PersonTrace, TraceMoment, TraceSide } from '../../core/trace/person-trace.ts'
import { TRACE_DAYS } from '../../core/trace/trace-facts.ts'
import { bullet, commandLines, heading, indented, sentences } from './lines.ts'

export interface TraceFiles {
  /** The profile that holds the repair, when one was written. */
  readonly written: string | undefined
  readonly profile: string
}

/** The likely cause first, then how to repair it, then everything that was seen. */
export function traceLines(trace: PersonTrace, files: TraceFiles, style: TextStyle): readonly string[] {
  const { headline, causes, sides, timeline, repairs, notRead } = trace
  return [
    ...sentences(headline, style).map((line) => style.paint('strong', line)),
    ...causes.flatMap((cause, index) => ['', heading(index === 0 ? 'Likely cause' : 'Also', style), ...problemLines(cause, style)]),
    ...(repairs.length === 0 ? [] : ['', heading('Repairs', style), ...repairs.flatMap((repair) => repairLines(repair, style))]),
    ...planLines(trace, files, style),
    ...sides.flatMap((side) => ['', ...sideLines(side, style)]),
    ...(timeline.length === 0
      ? []
      : [
          '',
          heading(`Time line of the last ${String(TRACE_DAYS)} days`, style),
          ...timeline.flatMap((moment) => momentLines(moment, style))
        ]),
    ...(notRead.length === 0 ? [] : ['', heading('Not looked at', style), ...notRead.flatMap((text) => bullet(text, style))])
  ]
}

function repairLines({ id, title, because, who, does }: PersonRepair, style: TextStyle): readonly string[] {
  return [
    ...bullet(`${title} (${id})`, style),
    ...indented(`${because} Who: ${whoText[who]}.`, INDENT, style),
    ...(does.kind === 'plan'
      ? indented(changeText(does), INDENT, style)
      : does.steps.flatMap((step, index) => indented(`${String(index + 1)}. ${step}`, INDENT, style)))
  ]
}

const INDENT = 4

function changeText({ user }: Extract<PersonRepair['does'], { readonly kind: 'plan' }>): string {
  const { username, newUsername, newEmail, authenticationMethod, ssoStrategyId } = user
  const changes = [
    ...(newUsername === undefined ? [] : [`user name ${newUsername}`]),
    ...(newEmail === undefined ? [] : [`mail ${newEmail}`]),
    ...(authenticationMethod === undefined ? [] : [`authentication method ${authenticationMethod}`]),
    ...(ssoStrategyId === undefined ? [] : [`provider number ${String(ssoStrategyId)}`])
  ]
  return `As a plan: ${username} gets ${changes.join(', ')}.`
}

function planLines({ repairs, asked }: PersonTrace, { written, profile }: TraceFiles, style: TextStyle): readonly string[] {
  if (written !== undefined)
    return [
      '',
      `${written} holds the repair and nothing else. Look at it, then:`,
      ...commandLines(['entra-setup', 'plan', '--profile', written], style)
    ]
  if (!repairs.some(({ does }) => does.kind === 'plan')) return []
  const words = ['entra-setup', 'trace', asked, '--profile', profile, '--write-profile', 'repair.json']
  return ['', 'To write the first repair that is a plan into a profile of its own:', ...commandLines(words, style)]
}

function sideLines({ title, origin, sentence, rows }: TraceSide, style: TextStyle): readonly string[] {
  return [
    heading(`${title} (${originText[origin]})`, style),
    ...sentences(sentence, style),
    ...rows.flatMap(({ label, value }) => labelled(label, value, style))
  ]
}

const marks = { good: '[x]', bad: '[ ]', neutral: ' - ' } as const
const paints: Readonly<Record<TraceMoment['verdict'], PaintKind>> = { good: 'pass', bad: 'fail', neutral: 'quiet' }

function momentLines({ at, verdict, title, detail }: TraceMoment, style: TextStyle): readonly string[] {
  const when = at === undefined ? 'without a date' : momentText(at)
  return [`${style.paint(paints[verdict], marks[verdict])} ${heading(`${when}  ${title}`, style)}`, ...indented(detail, INDENT, style)]
}

export function traceDocument(trace: PersonTrace, site: string, written: string | undefined) {
  return {
    schemaVersion: 1,
    command: 'trace',
    outcome: trace.causes.length === 0 ? 'nothing-found' : 'cause-found',
    site,
    ...trace,
    ...(written === undefined ? {} : { writtenProfile: written })
  }
}
