import { ownedCount, ownedWords } from '../../core/model/owned-kinds.ts'
import type { LeaverOwns, LeaversOwned, OwnedPart, OwnedTotal, PersonOwned } from '../../core/owned/owned-views.ts'
import { momentText } from '../../core/model/day-text.ts'
import { printableText } from '../../core/report/printable-text.ts'
import { labelled } from '../../core/report/text-report.ts'
import type { TextStyle } from '../../core/report/text-style.ts'
import { bullet, heading, indented, sentences } from './lines.ts'

/** What one account owns: each list with its request, and what could not be read never as “none”. */
export function personOwnedLines(
  { headline, readAt, rights, parts, consequences, notLookedAt }: PersonOwned,
  style: TextStyle
): readonly string[] {
  return [
    '',
    heading('What belongs to this account', style),
    ...sentences(headline, style),
    ...rights.flatMap(({ label, value }) => bullet(`${label}: ${value}`, style)),
    ...parts.flatMap((part) => partLines(part, style)),
    ...labelled('Read', momentText(readAt), style),
    ...(consequences.length === 0
      ? []
      : ['', heading('What becomes of it', style), ...consequences.flatMap((text) => bullet(text, style))]),
    ...notLookedAt.flatMap((text) => bullet(text, style))
  ]
}

function partLines({ kind, state, count, things, source, because }: OwnedPart, style: TextStyle): readonly string[] {
  const words = capital(ownedWords[kind].many)
  const known = state === 'not-read' ? 'not known' : `${state === 'cut' ? 'at least ' : ''}${count.toLocaleString('en-US')}`
  return [
    ...bullet(`${words}: ${known} (${source})`, style),
    ...(because === '' ? [] : indented(because, THING, style)),
    ...things.flatMap(({ name, facts }) => indented(facts === '' ? name : `${name}: ${facts}`, THING, style)),
    ...(count > things.length && things.length > 0 ? indented(`and ${String(count - things.length)} more`, THING, style) : [])
  ]
}

const THING = 6

/** The same for everybody who would go: totals first, then who owns most. */
export function leaversOwnedLines(owned: LeaversOwned, style: TextStyle): readonly string[] {
  const { headline, readAt, totals, administrators, groupAdministrators, owners, moreOwners, consequences, notRead } = owned
  return [
    '',
    heading('What belongs to those who would go', style),
    ...sentences(headline, style),
    ...totals.flatMap((total) => bullet(totalText(total), style)),
    ...(administrators === 0 ? [] : bullet(`Site administrators among them: ${String(administrators)}`, style)),
    ...(groupAdministrators === 0 ? [] : bullet(`Administrators of groups among them: ${String(groupAdministrators)}`, style)),
    ...labelled('Read', momentText(readAt), style),
    ...(owners.length === 0 ? [] : ['', heading('By person', style), ...owners.flatMap((owner) => bullet(ownerText(owner), style))]),
    ...(moreOwners === 0 ? [] : indented(`and ${moreOwners.toLocaleString('en-US')} more who own something`, BULLET, style)),
    ...(consequences.length === 0
      ? []
      : ['', heading('What becomes of it', style), ...consequences.flatMap((text) => bullet(text, style))]),
    ...(notRead.length === 0 ? [] : ['', heading('Not known', style), ...notRead.flatMap((text) => bullet(text, style))])
  ]
}

const BULLET = 4

function totalText({ kind, state, count, owners, source }: OwnedTotal): string {
  const words = capital(ownedWords[kind].many)
  if (state === 'not-read') return `${words}: not known (${source})`
  const of = count === 0 ? '' : `, of ${owners.toLocaleString('en-US')} ${owners === 1 ? 'person' : 'people'}`
  return `${words}: ${state === 'cut' ? 'at least ' : ''}${count.toLocaleString('en-US')}${of} (${source})`
}

function ownerText({ username, outcome, isAdministrator, groupsAdministered, owns }: LeaverOwns): string {
  const what = [
    ...(isAdministrator ? ['site administrator'] : []),
    ...(groupsAdministered === 0
      ? []
      : [`administrator of ${String(groupsAdministered)} ${groupsAdministered === 1 ? 'group' : 'groups'}`]),
    ...owns.map(({ kind, count }) => ownedCount(kind, count))
  ]
  return `${printableText(username)} (would be ${outcome === 'disable' ? 'disabled' : 'deleted'}): ${what.join(', ')}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
