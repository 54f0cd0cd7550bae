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
    for (const typed of profile.groups) {
      const one = { ...typed, name: typed.name.trim(), newName: typed.newName.trim() }
      const wrong = wrongName(one)
      if (wrong !== undefined) return fail(wrong)
      const current = groupInState(state, one)
      if (!current.ok) return current
      const { id, title, fields } = current.value
      if (wanted.some((other) => other.id === id))
        return fail(problem('plan.profile.bad-value', { field: 'name', resource: title, reason: 'The profile lists it more than once.' }))
      const found = wantedFields(group, current.value, { name: one.newName })
      if (!found.ok) return found
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

function groupInState({ resources }: ReadState, { id, name, newName }: WantedGroup): Result<ResourceState, Problem> {
  const groups = resources.filter(({ resource }) => resource === 'group')
  if (id !== undefined) {
    const one = groups.find(({ targetId }) => targetId === id)
    if (one === undefined) return fail(problem('plan.target.missing', { what: `group with the number ${String(id)} (“${name}”)` }))
    const now = nameOf(one)
    return isSameName(now, name) || isSameName(now, newName)
      ? succeed(one)
      : fail(problem('provisioning.group.other-name', { number: String(id), now, name, newName }))
  }
  const called = groups.filter((one) => isSameName(nameOf(one), name))
  const exactly = called.filter((one) => nameOf(one) === name)
  // Renamed already, by an earlier run of the same profile.
  const found = exactly.length === 1 ? exactly : called.length > 0 ? called : groups.filter((one) => isSameName(nameOf(one), newName))
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
  if (newName === '') return wrong('newName', 'A group needs a name.')
  if (newName.length > LONGEST_NAME) return wrong('newName', `A name of more than ${String(LONGEST_NAME)} characters is not planned.`)
  if (newName.includes(',')) return wrong('newName', 'A comma separates names in the group filters: no filter could ever name this group.')
  return undefined
}

function nameOf({ fields }: ResourceState): string {
  return String(fields['name'] ?? '')
}

/** Group names that differ in capitals only are taken for the same: whether the service tells them apart is not documented. */
export function isSameName(one: string, other: string): boolean {
  return comparableUsername(one) === comparableUsername(other)
}
