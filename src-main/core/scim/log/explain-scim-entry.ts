import { counted } from '../../catalog/entry.ts'
import { printableText } from '../../report/printable-text.ts'
import type { ScimLogFacts } from '../../service/service-facts.ts'
import type { ScimLogEntryView } from '../scim-views.ts'
import { attributeText } from './attribute-text.ts'
import { causeOfEntry, isFailure } from './cause-of-entry.ts'
import { dialectNotes } from './dialect-notes.ts'
import { maskScimJson, parsed } from './mask-scim-json.ts'
import type { ScimChange } from './read-scim-body.ts'
import { type NamesOfLog, noNames } from './names-of-log.ts'
import { readScimEntry, type ScimEntryReading } from './read-scim-entry.ts'

/**
 * One entry of the SCIM log in plain words: what Entra ID wanted, of whom, and what came of it. `names` says who has a number, where other
 * entries have told. Never throws, and passes no secret on.
 */
export function explainScimEntry(entry: ScimLogFacts, names: NamesOfLog = noNames): ScimLogEntryView {
  const reading = readScimEntry(entry)
  const person = printableText(personOf(reading, names))
  const failed = isFailure(entry)
  return {
    id: entry.id,
    at: entry.createdAt,
    method: printableText(entry.requestMethod).slice(0, 20),
    path: printableText(maskScimJson(entry.requestPath)).slice(0, LONGEST_PATH),
    status: entry.responseCode,
    isFailure: failed,
    person,
    sentence: printableText(`${wishText(reading, person, groupText(reading, names))}${endText(reading, entry, failed)}`),
    cause: failed ? causeOfEntry(entry, reading).id : undefined,
    request: indented(entry.requestJson),
    response: indented(entry.responseJson),
    notes: dialectNotes(reading, entry)
  }
}

const LONGEST_PATH = 1000

/** As people know the person: the name asked for, or who has that number. */
function personOf({ names: own, userId }: ScimEntryReading, names: NamesOfLog): string {
  const known = userId === undefined ? undefined : names.person(userId)
  return (known ?? own[0] ?? (userId === undefined ? '' : `user number ${userId}`)).slice(0, 300)
}

function groupText({ group, groupId }: ScimEntryReading, names: NamesOfLog): string {
  const name = group === '' && groupId !== undefined ? names.group(groupId) : group
  if (name !== undefined && name !== '') return `the group “${name.slice(0, 300)}”`
  return groupId === undefined ? 'a group' : `the group with the number ${groupId.slice(0, 100)}`
}

function wishText({ wish, path }: ScimEntryReading, person: string, which: string): string {
  const who = person === '' ? 'somebody' : person
  switch (wish.kind) {
    case 'probe':
      return 'Tests the connection by asking for somebody who cannot exist'
    case 'find-user':
      return `Looks whether ${who} exists, ${byText(wish.clauses.map(({ attribute }) => attribute))}`
    case 'list-users':
      return 'Asks for users without naming anybody'
    case 'read-user':
      return `Reads ${who}`
    case 'create-user':
      return `Creates ${who}`
    case 'change-user':
      return `Changes ${changedText(wish.changes)} of ${who}`
    case 'disable-user':
    case 'enable-user': {
      const others = wish.changes.filter(({ path: changed }) => !/^active$/i.test(changed))
      return `${wish.kind === 'disable-user' ? 'Disables' : 'Enables'} ${who}${others.length === 0 ? '' : ` and changes ${changedText(others)}`}`
    }
    case 'delete-user':
      return `Deletes ${who}`
    case 'find-group':
      return `Looks whether ${which} exists`
    case 'read-group':
      return `Reads ${which}`
    case 'create-group':
      return `Creates ${which}`
    case 'change-group':
      return `Changes ${changedText(wish.changes)} of ${which}`
    case 'change-members':
      return `${membersText(wish.added, wish.removed)} ${which}`
    case 'delete-group':
      return `Deletes ${which}`
    case 'read-schemas':
      return 'Reads which attributes the service has'
    case 'other':
      return path.resource === 'other' ? 'Asks for something that is no user and no group' : 'Sends a request of an unusual kind'
  }
}

function byText(attributes: readonly string[]): string {
  const names = [...new Set(attributes.map(attributeText))]
  return names.length === 0 ? 'by a search that could not be read' : `by ${names.join(' and ')}`
}

function changedText(changes: readonly ScimChange[]): string {
  const names = [...new Set(changes.map(({ path }) => attributeText(path)))]
  if (names.length === 0) return 'something'
  const [last = '', ...others] = names.slice(0, MOST_NAMED).toReversed()
  const more = names.length > MOST_NAMED ? `, and ${counted(names.length - MOST_NAMED, 'more attribute', 'more attributes')}` : ''
  return `${others.length === 0 ? last : `${others.toReversed().join(', ')} and ${last}`}${more}`
}

const MOST_NAMED = 5

function membersText(added: number, removed: number): string {
  const parts = [
    ...(added === 0 ? [] : [`Adds ${counted(added, 'member', 'members')}`]),
    ...(removed === 0 ? [] : [`${added === 0 ? 'Removes' : 'removes'} ${counted(removed, 'member', 'members')}`])
  ]
  return parts.length === 0 ? 'Changes the members of' : `${parts.join(' and ')} ${removed === 0 ? 'to' : added === 0 ? 'from' : 'in'}`
}

function endText({ wish, answer }: ScimEntryReading, { responseCode }: ScimLogFacts, failed: boolean): string {
  if (responseCode === undefined) return '. How it was answered is not written down.'
  if (failed) return `: refused with ${String(responseCode)}${answer?.detail === undefined ? '.' : `, “${withoutStop(answer.detail)}”.`}`
  const found = answer?.totalResults ?? (answer === undefined || answer.resources.length === 0 ? undefined : answer.resources.length)
  switch (wish.kind) {
    case 'probe':
      return found === undefined || found === 0 ? ': the answer was as it should be.' : ': somebody was found, which should not be.'
    case 'find-user':
    case 'find-group':
      if (found === undefined) return '.'
      return found === 0 ? ': no.' : found === 1 ? ': yes.' : `: ${String(found)} were found.`
    default:
      return ': done.'
  }
}

function withoutStop(text: string): string {
  return maskScimJson(printableText(text))
    .replace(/[.\s]+$/, '')
    .slice(0, 300)
}

/** Masked once more: an entry may come from somewhere else than the adapter. */
function indented(text: string | undefined): string {
  if (text === undefined || text === '') return ''
  const masked = maskScimJson(text)
  const json = parsed(masked)
  return json === undefined ? printableText(masked) : JSON.stringify(json.value, undefined, 2)
}
