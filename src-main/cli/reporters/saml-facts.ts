import { assertNever } from '../../core/result.ts'
import { labelled } from '../../core/report/text-report.ts'
import type { TextStyle } from '../../core/report/text-style.ts'
import type { FactRow, SamlFactsView, SamlModeChoice, SamlResponseView } from '../../core/saml/saml-views.ts'
import { heading, indented, sentences } from './lines.ts'

/** Facts, keys, and what each way to tell Files.com would store. */
export function inspectionLines(
  { facts, choices }: { readonly facts: SamlFactsView | undefined; readonly choices: readonly SamlModeChoice[] },
  style: TextStyle
): readonly string[] {
  if (facts === undefined) return []
  return [
    '',
    heading('What it says', style),
    ...factLines(facts.rows, style),
    ...labelled('Signature', facts.signature, style, INDENT),
    ...facts.keys.flatMap(({ card, roleText, because }) => [
      '',
      heading(`Key: ${roleText}`, style),
      ...indented(because, 4, style),
      ...factLines(card.rows, style),
      ...card.fingerprints.slice(0, 1).flatMap(({ value }) => labelled('SHA-256', value, style, INDENT))
    ]),
    ...choices.flatMap((choice) => [
      '',
      heading(`${choice.title}${choice.isRecommended ? ' (recommended)' : ''}`, style),
      ...indented(choice.because, 4, style),
      ...factLines(choice.rows, style),
      ...(choice.whyNot === undefined ? [] : indented(choice.whyNot, 4, style))
    ])
  ]
}

/** The resulting user name, then what is signed, and clearly apart what is not. */
export function responseLines(view: SamlResponseView, style: TextStyle): readonly string[] {
  const { username, signedRows, attributes, unsignedRows, opened } = view
  return [
    '',
    heading(usernameHeading(username), style),
    ...indented(username.because, 4, style),
    '',
    heading('Signed', style),
    ...(signedRows.length === 0 ? indented('Nothing: no verified signature covers anything.', 4, style) : factLines(signedRows, style)),
    ...attributes.flatMap(({ shortName, values, isSigned, note }) => [
      ...labelled(shortName, `${values.join(', ')}${isSigned ? '' : ' (not signed)'}`, style, INDENT),
      ...(note === '' ? [] : labelled('', note, style, INDENT))
    ]),
    ...(unsignedRows.length === 0
      ? []
      : ['', heading('Covered by no verified signature: anybody may have written it', style), ...factLines(unsignedRows, style)]),
    '',
    ...sentences(`Opened as: ${opened}.`, style)
  ]
}

function usernameHeading(username: SamlResponseView['username']): string {
  switch (username.kind) {
    case 'results':
      return `Files.com user name: ${username.username}`
    case 'refused':
      return `Refused; signed as ${username.username}`
    case 'none':
      return 'No Files.com user name results'
    default:
      return assertNever(username)
  }
}

function factLines(rows: readonly FactRow[], style: TextStyle): readonly string[] {
  return rows.flatMap(({ label, value }) => labelled(label, value, style, INDENT))
}

const INDENT = 28
