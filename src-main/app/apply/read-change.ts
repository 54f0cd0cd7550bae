import type { CancelSignal } from '../../core/cancel.ts'
import { type Creation, enteredOtherwise, findCreation, findEntered, type FoundCreation, isCreation } from '../../core/plan/creation.ts'
import type { PlannedChange, ResourceState } from '../../core/plan/plan.ts'
import { strategyState } from '../../core/plan/resources/sso-strategy.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { collectPages } from '../../core/service/collect-pages.ts'
import type { FilesReader } from '../../core/service/files-service.ts'
import type { FieldValues } from '../../core/service/service-facts.ts'
import type { ServiceFailure } from '../../core/service/service-failure.ts'
import { readResource } from './read-resource.ts'

/** What the site holds of a change. */
export interface ReadChange {
  /** Of something that was to be made and is not there: without any field. `undefined`: several could be it. */
  readonly fields: FieldValues | undefined
  /** The number of what was made. */
  readonly createdId?: number
  /** There when several could be it. */
  readonly several?: readonly number[]
  /** There when a person made one of this name and of another kind. */
  readonly otherwise?: ResourceState
}

/**
 * The one thing that a change is about. What was made is read by its number where that is known; else it is looked for among the providers that
 * were not there before, and `by` says how strictly: a person may have entered another display name. Throws `Cancelled`.
 */
export async function readChange(
  reader: FilesReader,
  change: PlannedChange,
  { createdId, by }: { readonly createdId: number | undefined; readonly by: 'us' | 'a-person' },
  signal: CancelSignal
): Promise<Result<ReadChange, ServiceFailure>> {
  if (!isCreation(change)) {
    const read = await readResource(reader, change, signal)
    return read.ok ? succeed({ fields: read.value }) : read
  }
  if (createdId !== undefined && by === 'us') {
    const read = await readResource(reader, { ...change, targetId: createdId }, signal)
    return read.ok ? succeed({ fields: read.value, createdId }) : read
  }
  const providers = await readProviders(reader, signal)
  if (!providers.ok) return providers
  if (by === 'us') return inFull(reader, change, findCreation(change, providers.value), signal)
  const known = providers.value.find(({ targetId }) => targetId !== undefined && targetId === createdId)
  // Deleted and entered once more, it has another number.
  const found =
    known?.targetId === undefined
      ? findEntered(change, providers.value)
      : ({ kind: 'one', id: known.targetId, fields: known.fields, isCalledSo: true } as const)
  const read = await inFull(reader, change, found, signal)
  if (!read.ok || found.kind === 'several') return read
  if (found.kind === 'none') {
    const [otherwise] = enteredOtherwise(change, providers.value)
    return succeed({ ...read.value, ...(otherwise === undefined ? {} : { otherwise }) })
  }
  // Only what has the display name is taken for it for good.
  return found.isCalledSo === true ? read : succeed({ fields: read.value.fields })
}

/** Every single sign-on provider of the site. Throws `Cancelled`. */
export async function readProviders(reader: FilesReader, signal: CancelSignal): Promise<Result<readonly ResourceState[], ServiceFailure>> {
  const { items, failure } = await collectPages(reader.strategies(signal))
  return failure === undefined ? succeed(items.map(strategyState)) : fail(failure)
}

/** What was found in the list, read by itself: that a list shows every field in full is not documented. */
async function inFull(
  reader: FilesReader,
  { resource }: Creation,
  found: FoundCreation,
  signal: CancelSignal
): Promise<Result<ReadChange, ServiceFailure>> {
  switch (found.kind) {
    case 'none':
      return succeed({ fields: {} })
    case 'one': {
      const read = await readResource(reader, { resource, targetId: found.id }, signal)
      return read.ok ? succeed({ fields: read.value, createdId: found.id }) : read
    }
    case 'several':
      return succeed({ fields: undefined, several: found.ids })
  }
}
