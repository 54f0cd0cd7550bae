import type { CancelSignal } from '../../core/cancel.ts'
import type { Problem } from '../../core/errors.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { SamlSource } from '../../core/saml/saml-source.ts'
import { sourceOfStrategy } from '../../core/saml/source-of-strategy.ts'
import { collectPages } from '../../core/service/collect-pages.ts'
import type { FilesReader } from '../../core/service/files-service.ts'
import { cutProblem } from './read-site-state.ts'

/** A provider of the site with what it is told about the other side; absent source: nothing, or no SAML. */
export interface StoredProvider {
  readonly id: number
  readonly label: string
  readonly source: SamlSource | undefined
}

/** Every single sign-on provider of the site. Throws `Cancelled`. */
export async function storedProviders(reader: FilesReader, signal: CancelSignal): Promise<Result<readonly StoredProvider[], Problem>> {
  const { items, failure } = await collectPages(reader.strategies(signal))
  if (failure !== undefined) return fail(cutProblem(failure, reader.address.host, 'the single sign-on providers'))
  return succeed(items.map(({ id, label, fields }) => ({ id, label, source: sourceOfStrategy(fields) })))
}
