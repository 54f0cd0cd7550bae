import { sameFieldValue, valueOf } from '../model/service-field-value.ts'
import type { DigestPort } from '../ports/surroundings.ts'
import { resourceBaseline } from './canonical-text.ts'
import { neighbourFields, neighboursIn } from './creation.ts'
import { orderChanges } from './order-changes.ts'
import type { FieldChange, PlannedChange, ReadState, ResourceState } from './plan.ts'
import { plannedResource } from './resources/registry.ts'
import type { StrategyWrites, WantedResource } from './wanted.ts'

/**
 * Every difference between what is wanted and what is there, in the order in which it is carried out. What is the same already makes no
 * change; what the site does not have any more is `missing`.
 */
export function planChanges(
  state: ReadState,
  wanted: readonly WantedResource[],
  writes: StrategyWrites,
  digest: DigestPort
): { readonly changes: readonly PlannedChange[]; readonly missing: readonly string[] } {
  const changes: PlannedChange[] = []
  const missing: string[] = []
  const planned = new Set<string>()
  const byId = new Map(state.resources.map((resource) => [resource.id, resource]))
  for (const one of wanted) {
    if (planned.has(one.id)) throw new TypeError(`${one.id} is wanted twice`)
    planned.add(one.id)
    const current = byId.get(one.id)
    if (current !== undefined) changes.push(...changeOf(current, one, writes, digest))
    else if (one.made === undefined) missing.push(one.id)
    else changes.push(...creationOf(state, one, one.made, writes, digest))
  }
  return { changes: orderChanges(changes), missing }
}

function changeOf(current: ResourceState, wanted: WantedResource, writes: StrategyWrites, digest: DigestPort): readonly PlannedChange[] {
  const fields = fieldChanges(current, wanted)
  if (fields.length === 0) return []
  const { id, resource: kind, targetId, title } = current
  const baseline = resourceBaseline(id, current.fields, digest)
  return [{ id, resource: kind, targetId, title, way: plannedResource(kind).way(writes, fields, undefined), baseline, fields }]
}

function creationOf(
  state: ReadState,
  wanted: WantedResource,
  { resource, title }: NonNullable<WantedResource['made']>,
  writes: StrategyWrites,
  digest: DigestPort
): readonly PlannedChange[] {
  const { id } = wanted
  const fields = fieldChanges({ id, resource, fields: {} }, wanted)
  const beside = neighboursIn(state)
  const baseline = resourceBaseline(id, neighbourFields(beside), digest)
  const way = plannedResource(resource).way(writes, fields, beside)
  return [{ id, resource, targetId: undefined, title, way, baseline, fields, beside }]
}

/** Going by the table and not by what is wanted gives every plan the order of the web form, and lets no other field through. */
function fieldChanges(current: Pick<ResourceState, 'id' | 'resource' | 'fields'>, wanted: WantedResource): readonly FieldChange[] {
  const resource = plannedResource(current.resource)
  const unseen = wanted.unseen ?? {}
  const unknown = [...Object.keys(wanted.fields), ...Object.keys(unseen), ...wanted.secrets].filter(
    (name) => !resource.fields.some((field) => field.name === name)
  )
  if (unknown.length > 0) throw new TypeError(`${unknown.join(', ')}: no planned field of ${current.id}`)
  return resource.fields.flatMap((field): FieldChange[] => {
    const { name, label, readBack } = field
    if (field.type.kind === 'secret') return wanted.secrets.includes(name) ? [{ kind: 'secret', field: name, label }] : []
    const entered = field.type.kind === 'unseen' && Object.hasOwn(unseen, name) ? unseen[name] : undefined
    if (entered !== undefined) return [{ kind: 'unseen', field: name, label, after: entered }]
    if (!Object.hasOwn(wanted.fields, name)) return []
    const before = valueOf(current.fields, name)
    const after = valueOf(wanted.fields, name)
    return sameFieldValue(field, before, after) ? [] : [{ kind: 'value', field: name, label, before, after, readBack }]
  })
}

/** Service names of the write-only fields whose values must be given when the plan is applied. */
export function neededSecrets(changes: readonly PlannedChange[]): readonly string[] {
  const names = changes.flatMap(({ fields }) => fields.filter(({ kind }) => kind === 'secret').map(({ field }) => field))
  // Removing second factors is an order, not a value.
  return [...new Set(names)].filter((name) => name !== 'clear_2fa')
}
