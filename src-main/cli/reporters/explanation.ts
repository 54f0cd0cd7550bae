import type { PersonOwned } from '../../core/owned/owned-views.ts'
import type { Explanation } from '../../core/preview/explain.ts'
import type { PreviewView } from '../../core/preview/preview-desk.ts'
import type { PreviewRow, TraceStep } from '../../core/preview/preview-result.ts'
import { printableText } from '../../core/report/printable-text.ts'
import { labelled } from '../../core/report/text-report.ts'
import type { PaintKind, TextStyle } from '../../core/report/text-style.ts'
import { heading, indented, sentences } from './lines.ts'
import { personOwnedLines } from './owned.ts'
import { number } from './preview.ts'

export interface Explained {
  /** As typed. */
  readonly name: string
  readonly view: PreviewView
  readonly explanation: Explanation
  /** Absent when nobody was found. */
  readonly row: PreviewRow | undefined
  /** Others who fit as well, the first few. */
  readonly others: readonly PreviewRow[]
  /** What the account owns; absent: nobody asked, or there is no account. */
  readonly owned?: PersonOwned | undefined
}

/** One sentence, then each rule in the order of the decision, with what was seen. */
export function explanationLines({ view, explanation, row, others, owned }: Explained, style: TextStyle): readonly string[] {
  const incomplete = view.summary.isComplete
    ? []
    : ['', ...labelled('Incomplete', 'Something was not read, so this may not be the whole truth.', style)]
  if (explanation.kind === 'not-found')
    return [
      ...sentences(explanation.sentence, style).map((line) => style.paint('strong', line)),
      ...(explanation.nearest.length === 0
        ? []
        : ['', heading('Most like it', style), ...explanation.nearest.map(({ username, name }) => nameLine(username, name, style))]),
      '',
      ...searchedLines(view, style),
      ...incomplete
    ]
  const { sentence, by, trace } = explanation
  return [
    ...sentences(sentence, style).map((line) => style.paint('strong', line)),
    ...labelled('Found by', by, style),
    ...(row === undefined || row.dn === '' ? [] : labelled('Entry', row.dn, style)),
    '',
    ...trace.steps.flatMap((step) => stepLines(step, style)),
    ...(trace.remedy === '' ? [] : ['', ...labelled('What to do', trace.remedy, style)]),
    ...(owned === undefined ? [] : personOwnedLines(owned, style)),
    ...(others.length === 0
      ? []
      : [
          '',
          heading(`Others fit as well: ${number(explanation.others.length)}`, style),
          ...others.map(({ username, dn, name }) => nameLine(username || dn, name, style))
        ]),
    ...incomplete
  ]
}

export function explanationDocument({ name, view, explanation, row, others, owned }: Explained) {
  const { directory, site, summary, reading, rules } = view
  return {
    schemaVersion: 1,
    command: 'explain',
    outcome: explanation.kind === 'not-found' ? 'not-found' : (row?.outcome ?? 'found'),
    isComplete: summary.isComplete,
    name,
    ...explanation,
    row,
    others,
    owned,
    searched: { directory, people: summary.people, ...(site === undefined ? {} : { site, users: summary.users }) },
    reading,
    rules
  }
}

function stepLines({ rule, result, sentence, evidence }: TraceStep, style: TextStyle): readonly string[] {
  return [
    `${style.paint(stepPaint[result], stepMark[result])} ${style.paint('strong', printableText(rule))}`,
    ...indented(sentence, INDENT, style),
    ...evidence.flatMap(({ label, value }) => indented(`${label}: ${value}`, INDENT + 2, style))
  ]
}

const INDENT = 6
const stepMark = { passed: '[x]', failed: '[ ]', noted: ' - ' } as const
const stepPaint: Readonly<Record<TraceStep['result'], PaintKind>> = { passed: 'pass', failed: 'fail', noted: 'quiet' }

function searchedLines({ directory, site, summary, rules }: PreviewView, style: TextStyle): readonly string[] {
  return [
    ...labelled(
      'Searched',
      `${number(summary.people)} people of ${directory}, by ${rules.usernameField}, user name at Files.com, DN, mail, name and full name`,
      style
    ),
    ...labelled(
      '',
      site === undefined ? 'No site was compared.' : `${number(summary.users)} users of ${site}, by user name and mail`,
      style
    )
  ]
}

function nameLine(username: string, name: string, style: TextStyle): string {
  return `  ${printableText(username)}${name === '' ? '' : style.paint('quiet', `  ${printableText(name)}`)}`
}
