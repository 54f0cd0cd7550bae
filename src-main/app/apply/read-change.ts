import type { CancelSignal } from '../../core/cancel.ts'
import { type Creation, findCreation, findEntered, type FoundCreation, isCreation } from '../../core/plan/creation.ts'
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
  if (by === 'us') return succeed(sent(findCreation(change, providers.value)))
  const known = providers.value.find(({ targetId }) => targetId !== undefined && targetId === createdId)
  // Deleted and entered once more, it has another number.
  return succeed(known?.targetId === undefined ? entered(change, providers.value) : { fields: known.fields, createdId: known.targetId })
}

/** Every single sign-on provider of the site. Throws `Cancelled`. */
export async function readProviders(reader: FilesReader, signal: CancelSignal): Promise<Result<readonly ResourceState[], ServiceFailure>> {
  const { items, failure } = await collectPages(reader.strategies(signal))
  return failure === undefined ? succeed(items.map(strategyState)) : fail(failure)
}

function sent(found: FoundCreation): ReadChange {
  switch (found.kind) {
    case 'none':
      return { fields: {} }
    case 'one':
      return { fields: found.fields, createdId: found.id }
    case 'several':
      return { fields: undefined, several: found.ids }
  }
}

/** Only what has the display name is taken for it for good. */
function entered(change: Creation, providers: readonly ResourceState[]): ReadChange {
  const found = findEntered(change, providers)
  return found.kind === 'one' && found.isCalledSo !== true ? { fields: found.fields } : sent(found)
}
