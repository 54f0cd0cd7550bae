import { type Problem, problem } from '../../errors.ts'
import { groupFields } from '../../model/service-fields.ts'
import type { WantedGroup } from '../../profile/profile.ts'
import { fail, type Result, succeed } from '../../result.ts'
import type { GroupFacts } from '../../service/service-facts.ts'
import type { ReadState, ResourceState } from '../plan.ts'
import { comparableUsername } from '../username.ts'
import type { WantedResource } from '../wanted.ts'
import { type Rename, renameProblem } from './judge-renames.ts'
import type { PlannedResource } from './planned-resource.ts'
import { readableFields } from './readable-fields.ts'
import { renamedAlready } from './renamed-already.ts'
import { wantedFields } from './wanted-fields.ts'

/** What a group is called: `PATCH /groups/{id}`. */
export const group: PlannedResource = {
  kind: 'group',
  name: 'a group',
  fields: groupFields,
  way: () => 'update',
  wanted(profile, state) {
    const wanted: WantedResource[] = []
    const renames: Rename[] = []
    const seen = new Set<string>()
    const wishes = profile.groups.map((typed) => ({ ...typed, name: typed.name.trim(), newName: typed.newName.trim() }))
    const held = groupsIn(state)
    const renamed = renamedAlready(
      wishes.filter(({ id }) => id === undefined),
      new Set(held.byName.keys())
    )
    for (const one of wishes) {
      const wrong = wrongName(one)
      if (wrong !== undefined) return fail(wrong)
      const current = groupMeant(held, one, renamed.has(one))
      if (!current.ok) return current
      const { id, title, fields } = current.value
      if (seen.has(id))
        return fail(problem('plan.profile.bad-value', { field: 'name', resource: title, reason: 'The profile lists it more than once.' }))
      const found = wantedFields(group, current.value, { name: one.newName })
      if (!found.ok) return found
      seen.add(id)
      wanted.push(found.value)
      const from = String(fields['name'] ?? '')
      if (from !== one.newName) renames.push({ id, title, from, to: one.newName })
    }
    const impossible = renameProblem('group', renames, state)
    return impossible === undefined ? succeed(wanted) : fail(impossible)
  },
  formPath: ['Groups', 'the group', 'Edit']
}

export function groupState({ id, name }: GroupFacts): ResourceState {
  // Who is in it changes by itself and is no part of what a plan looks at.
  return { id: `group:${String(id)}`, resource: 'group', targetId: id, title: `Group ${name}`, fields: readableFields({ name }) }
}

interface HeldGroups {
  readonly byId: ReadonlyMap<number, ResourceState>
  readonly byName: ReadonlyMap<string, readonly ResourceState[]>
}

/** A mapping has thousands of them. */
function groupsIn({ resources }: ReadState): HeldGroups {
  const byId = new Map<number, ResourceState>()
  const byName = new Map<string, ResourceState[]>()
  for (const one of resources) {
    if (one.resource !== 'group' || one.targetId === undefined) continue
    byId.set(one.targetId, one)
    const name = comparableUsername(nameOf(one))
    const known = byName.get(name)
    if (known === undefined) byName.set(name, [one])
    else known.push(one)
  }
  return { byId, byName }
}

function groupMeant(
  { byId, byName }: HeldGroups,
  { id, name, newName }: WantedGroup,
  isRenamedAlready: boolean
): Result<ResourceState, Problem> {
  if (id !== undefined) {
    const one = byId.get(id)
    if (one === undefined) return fail(problem('plan.target.missing', { what: `group with the number ${String(id)} (“${name}”)` }))
    const now = nameOf(one)
    return isSameName(now, name) || isSameName(now, newName)
      ? succeed(one)
      : fail(problem('provisioning.group.other-name', { number: String(id), now, name, newName }))
  }
  const called = byName.get(comparableUsername(isRenamedAlready ? newName : name)) ?? []
  const exactly = called.filter((one) => nameOf(one) === name)
  const found = exactly.length === 1 ? exactly : called
  const [one, other] = found
  if (one === undefined) return fail(problem('plan.target.missing', { what: `group “${name}”` }))
  if (other !== undefined) return fail(problem('plan.target.ambiguous', { what: `group “${name}”`, count: found.length }))
  return succeed(one)
}

/** How long a name may be is not documented; nobody reads one that is longer. */
const LONGEST_NAME = 255

function wrongName({ name, newName }: WantedGroup): Problem | undefined {
  const wrong = (field: string, reason: string): Problem =>
    problem('plan.profile.bad-value', { field, resource: `the group “${name}”`, reason })
  if (name === '') return wrong('name', 'A group is found by its name; this one is empty.')
  const reason = groupNameRefusal(newName)
  return reason === undefined ? undefined : wrong('newName', reason)
}

/** Why a group is not given this name, as a sentence; `undefined`: it can be. */
export function groupNameRefusal(name: string): string | undefined {
  if (name === '') return 'A group needs a name.'
  if (Array.from(name).length > LONGEST_NAME) return `A name of more than ${String(LONGEST_NAME)} characters is not planned.`
  if (name.includes(',')) return 'A comma separates names in the lists of groups: no list could ever name this group.'
  return UNSEEN_CHARACTERS.test(name)
    ? 'It has characters in it that nobody sees: line breaks, control characters or invisible marks.'
    : undefined
}

/** Two names would look the same. */
const UNSEEN_CHARACTERS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u

function nameOf({ fields }: ResourceState): string {
  return String(fields['name'] ?? '')
}

/** Group names that differ in capitals only are taken for the same: whether the service tells them apart is not documented. */
function isSameName(one: string, other: string): boolean {
  return comparableUsername(one) === comparableUsername(other)
}
