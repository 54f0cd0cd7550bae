import type { CheckResult, CheckStatus } from '../checks/check.ts'
import { type Problem, originText, whoText } from '../errors.ts'
import type { EvidenceItem } from '../evidence.ts'
import { momentText } from '../model/day-text.ts'
import { securityText, serverTypeText } from '../model/directory-settings.ts'
import type { Suggestion } from '../model/suggestion.ts'
import { assertNever } from '../result.ts'
import { APPLICATION_NAME } from './check-document.ts'
import { type CheckReport, type CheckSubject, type CheckSummary, statusText } from './check-report.ts'
import { evidenceOf } from './exportable-report.ts'
import { printableText } from './printable-text.ts'
import { plainStyle, type TextStyle } from './text-style.ts'
import { characters, wrapText } from './wrap-text.ts'

/** The whole ladder as plain text, for the clipboard and for files. */
export function textReport(report: CheckReport, about: { readonly version: string }, style: TextStyle = plainStyle): string {
  const blocks = [
    subjectLines(report.subject, style),
    [`Checked ${momentText(report.startedAt)} with ${APPLICATION_NAME} ${about.version}.`],
    summaryLines(report.summary, style),
    ...report.results.map((result) => resultLines(result, style, 'all-evidence')),
    ...(report.suggestions.length === 0 ? [] : [suggestionLines(report.suggestions, style)])
  ]
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

/** `nameOf` says how a field is called where the text is read: on the screen, or as an option. */
export function suggestionLines(
  suggestions: readonly Suggestion[],
  style: TextStyle,
  nameOf: (suggestion: Suggestion) => string = ({ field, text }) => `${suggestedFieldText[field]}: ${text}`
): readonly string[] {
  return suggestions.flatMap((suggestion, index) => [
    ...labelled(index === 0 ? 'Suggested' : '', nameOf(suggestion), style),
    ...labelled('', suggestion.reason, style)
  ])
}

export const suggestedFieldText: Readonly<Record<Suggestion['field'], string>> = {
  host: 'Host',
  baseDn: 'Base DN',
  serverType: 'Server type',
  usernameField: 'User name field',
  port: 'Port',
  security: 'Security'
}

/** What is checked, for the top. */
export function subjectLines(subject: CheckSubject, style: TextStyle): readonly string[] {
  return [
    style.paint('strong', printableText(`Directory ${subject.host}, port ${String(subject.port)}`)),
    ...subjectRows(subject).flatMap(({ label, value }) => labelled(label, value, style))
  ]
}

export function subjectRows(subject: CheckSubject): readonly { readonly label: string; readonly value: string }[] {
  return [
    ...(subject.backupHosts.length === 0 ? [] : [{ label: 'Backup hosts', value: subject.backupHosts.join(', ') }]),
    { label: 'Security', value: securityText[subject.security] },
    { label: 'Server type', value: serverTypeText[subject.serverType] },
    { label: 'Account', value: subject.username },
    { label: 'Base DN', value: subject.baseDn },
    { label: 'User name', value: subject.domain === '' ? subject.usernameField : `${subject.usernameField}, then @${subject.domain}` }
  ]
}

/** How much of a rung: its first line, what a person needs to act, or everything that was seen. */
export type RungDepth = 'head' | 'problems' | 'all-evidence'

/** One rung: word, title and time, and below what is known about it. */
export function resultLines(result: CheckResult, style: TextStyle, depth: RungDepth = 'problems'): readonly string[] {
  const { outcome } = result
  const [first = '', ...more] = wrapText(printableText(result.title), style.width - INDENT - TIME)
  const word = statusText[outcome.status]
  const took = takesTime(outcome.status) ? durationText(result.durationMs) : ''
  const gap = ' '.repeat(Math.max(1, style.width - INDENT - characters(first) - characters(took)))
  const head = `${style.paint(outcome.status, word)}${' '.repeat(INDENT - characters(word))}${style.paint('strong', first)}${took === '' ? '' : gap + style.paint('quiet', took)}`
  return [head, ...more.map((line) => indented(style.paint('strong', line))), ...(depth === 'head' ? [] : belowHead(result, style, depth))]
}

function belowHead({ outcome }: CheckResult, style: TextStyle, depth: RungDepth): readonly string[] {
  switch (outcome.status) {
    case 'pass':
      return [...paragraph(outcome.detail, style), ...(depth === 'all-evidence' ? evidenceLines(outcome.evidence, style) : [])]
    case 'warn':
    case 'fail':
    case 'crash':
      return problemLines(outcome.problem, style)
    case 'not-provable-here':
      return [
        ...paragraph(outcome.because, style),
        ...labelled('Would prove it', outcome.next, style),
        ...(depth === 'all-evidence' ? evidenceLines(evidenceOf(outcome), style) : [])
      ]
    case 'skip':
      return paragraph(outcome.because, style)
    case 'blocked':
      return paragraph(`Waits for: ${outcome.because}`, style)
    default:
      return assertNever(outcome)
  }
}

export function problemLines(problem: Problem, style: TextStyle): readonly string[] {
  return [
    ...paragraph(problem.title, style),
    ...labelled('What happened', problem.cause, style),
    ...evidenceLines(problem.evidence, style),
    ...labelled('What to do', problem.remedy, style),
    ...labelled('Who', whoText[problem.who], style),
    ...labelled('Seen at', originText[problem.origin], style),
    ...labelled('Code', problem.code, style)
  ]
}

export function summaryLines(summary: CheckSummary, style: TextStyle): readonly string[] {
  const [headline = '', ...more] = wrapText(printableText(summary.headline), style.width)
  return [headline, ...more].map((line) => style.paint('strong', line)).concat(style.paint('quiet', countsText(summary)))
}

/** `12 proved, 1 failed, 3 waiting`: only what occurred. */
export function countsText({ counts }: CheckSummary): string {
  const words: readonly (readonly [CheckStatus, string])[] = [
    ['pass', 'proved'],
    ['warn', counts.warn === 1 ? 'warning' : 'warnings'],
    ['fail', 'failed'],
    ['crash', 'broke'],
    ['blocked', 'waiting'],
    ['not-provable-here', 'not provable here'],
    ['skip', 'not needed']
  ]
  return words
    .filter(([status]) => counts[status] > 0)
    .map(([status, word]) => `${String(counts[status])} ${word}`)
    .join(', ')
}

export function durationText(durationMs: number): string {
  return durationMs >= 10_000 ? `${(durationMs / 1000).toFixed(1)} s` : `${String(durationMs)} ms`
}

// Wide enough for “Not provable here”.
const INDENT = 19
const TIME = 10

function takesTime(status: CheckStatus): boolean {
  return status !== 'blocked' && status !== 'skip'
}

function evidenceLines(evidence: readonly EvidenceItem[], style: TextStyle): readonly string[] {
  return evidence.flatMap(({ label, value }, index) => labelled(index === 0 ? 'How we know' : '', `${label}: ${value}`, style))
}

function paragraph(text: string, style: TextStyle): readonly string[] {
  return wrapText(printableText(text), style.width - INDENT).map(indented)
}

/** A label at the left and its text beside it, wrapped; labels that follow each other line up. */
export function labelled(label: string, text: string, style: TextStyle, indent = INDENT): readonly string[] {
  const lead = `    ${label} `.padEnd(indent)
  const gap = ' '.repeat(indent)
  return wrapText(printableText(text), style.width - indent).map((line, index) => (index === 0 ? style.paint('quiet', lead) : gap) + line)
}

function indented(line: string): string {
  return ' '.repeat(INDENT) + line
}
