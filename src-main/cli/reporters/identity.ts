import { whoText } from '../../core/errors.ts'
import type { IdentityClassView, IdentityRow, IdentityView } from '../../core/identity/identity-views.ts'
import { momentText } from '../../core/model/day-text.ts'
import { printableText } from '../../core/report/printable-text.ts'
import { labelled } from '../../core/report/text-report.ts'
import type { TextStyle } from '../../core/report/text-style.ts'
import { bullet, heading, indented, sentences } from './lines.ts'
import { number } from './preview.ts'

/** What was read, the numbers, and what they say about the choice of a way: all that stands before the people. */
export function headLines(view: IdentityView, style: TextStyle): readonly string[] {
  const { people, users, headline, readAt, cutBecause, ways, recommendation } = view
  return [
    heading(
      users === undefined ? `Names of ${printableText(people)}` : `Names: ${printableText(people)} and ${printableText(users)}`,
      style
    ),
    ...sentences(`${headline}.`, style),
    '',
    ...labelled('Read', momentText(readAt), style),
    ...(cutBecause === undefined ? [] : labelled('Cut', cutBecause, style)),
    '',
    heading('The ways', style),
    ...ways.flatMap(({ title, isInUse, sentence }) => bullet(`${title}${isInUse ? ' (in use)' : ''}. ${sentence}`, style)),
    '',
    heading('Which way fits', style),
    ...indented(recommendation, INDENT, style)
  ]
}

/** Above the people of one class: what happens to them and how it is repaired. */
export function classLines({ title, count, what, repair }: IdentityClassView, style: TextStyle): readonly string[] {
  return [
    '',
    heading(`${title}: ${number(count)}`, style),
    ...indented(what, INDENT, style),
    ...repair.flatMap(({ text, who }, index) => indented(`${String(index + 1)}. ${text} (${whoText[who]})`, INDENT, style))
  ]
}

/** One person or user. */
export function rowLines(row: IdentityRow, style: TextStyle): readonly string[] {
  const who = [row.name, row.upn, row.mail, row.account?.username ?? ''].find((text) => text !== '') ?? 'Without any name'
  const address = row.upn === '' ? row.mail : row.upn
  return [
    `  ${printableText(who)}${address === '' || address === who ? '' : style.paint('quiet', `  ${printableText(address)}`)}`,
    ...indented(row.sentence, INDENT + 2, style)
  ]
}

/** How many more there are than were shown, and how to see them. */
export function moreLine(name: IdentityRow['class'], more: number, style: TextStyle): string {
  return style.paint('quiet', `  … and ${number(more)} more: --class ${name} --all`)
}

/** What the names rest on: it stands last, because it is the same most of the time. */
export function assumptionLines({ assumptions }: IdentityView, style: TextStyle): readonly string[] {
  return ['', heading('What this rests on, and nobody has proved', style), ...assumptions.flatMap((text) => bullet(text, style))]
}

const INDENT = 4
