import type { ScimLogFacts } from '../../service/service-facts.ts'
import type { ScimChange } from './read-scim-body.ts'
import type { ScimEntryReading } from './read-scim-entry.ts'

/** What is peculiar about a request or its answer: of no harm by itself, but what a service has to understand, or Entra ID will not. */
export function dialectNotes({ wish, path, request, answer }: ScimEntryReading, entry: ScimLogFacts): readonly string[] {
  const changes = request?.changes ?? []
  const status = entry.responseCode
  const names = [...(request?.userName === undefined ? [] : [request.userName]), ...path.clauses.map(({ value }) => value)]
  return [
    ...path.oddities,
    ...(path.hasEntraFlag
      ? ['The address carries aadOptscim062020: Entra ID then keeps closer to the standard. “Provision on demand” ignores it.']
      : []),
    ...(wish.kind === 'probe'
      ? ['The name is a random number: nobody is called so, and the healthy answer is 200 with an empty list.']
      : []),
    ...(changes.some(({ isCapital }) => isCapital) ? ['Operations begin with a capital letter, as Entra ID writes them: “Replace”.'] : []),
    ...('isText' in wish && wish.isText ? ['“active” is sent as text (“False”) and not as a truth value, as Entra ID does.'] : []),
    ...(changes.some(({ isWithoutPath }) => isWithoutPath)
      ? ['The change names its attributes inside the value and has no path of its own.']
      : []),
    ...(changes.some(isOldList)
      ? ['A single value comes as a list of one, in the older dialect that the switch AzureAdScimPatch2017 asks for.']
      : []),
    ...(changes.some(removesByValue)
      ? ['Members are removed by a list of values and not by a filter in the path, as Entra ID does without its switch.']
      : []),
    ...(wish.kind === 'find-group' && path.excludesMembers ? ['The members are not asked for: a search for the group by its name.'] : []),
    ...(wish.kind === 'create-group' && (request?.memberCount ?? 0) === 0
      ? ['The group is created empty; its members follow by changes.']
      : []),
    ...(names.some((name) => /#EXT#/i.test(name)) ? ['The name is that of a guest (#EXT#).'] : []),
    ...(isUnreadFilter(path) ? ['The search is written in a way that Entra ID is not known for: it uses “eq” and “and” only.'] : []),
    ...(request === undefined && (entry.requestJson ?? '') !== '' ? ['The request could not be read: it was cut, or it is no JSON.'] : []),
    ...(status === undefined ? ['The log does not say how it was answered.'] : []),
    ...((wish.kind === 'change-members' || wish.kind === 'change-group') && status === 200
      ? ['Entra ID expects 204 for a change of a group; this was answered with 200.']
      : []),
    ...(isSearch(wish.kind) && status === 200 && answer !== undefined && answer.totalResults === undefined && answer.resources.length === 0
      ? ['The answer to a search has no totalResults, so it is not a list as SCIM writes it.']
      : [])
  ]
}

function isSearch(kind: ScimEntryReading['wish']['kind']): boolean {
  return kind === 'find-user' || kind === 'find-group' || kind === 'probe'
}

function isUnreadFilter({ filter, clauses }: ScimEntryReading['path']): boolean {
  return filter !== undefined && clauses.length === 0
}

function removesByValue({ op, path, value }: ScimChange): boolean {
  return op === 'remove' && /^members$/i.test(path) && Array.isArray(value)
}

function isOldList({ path, value }: ScimChange): boolean {
  return !/^(?:members|emails|phoneNumbers|addresses|roles)\b/i.test(path) && Array.isArray(value) && value.length === 1
}
