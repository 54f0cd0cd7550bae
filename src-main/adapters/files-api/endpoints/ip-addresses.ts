import { z } from 'zod'
import type { CancelSignal } from '../../../core/cancel.ts'
import { fail, succeed, type Result } from '../../../core/result.ts'
import type { FilesReader } from '../../../core/service/files-service.ts'
import type { ServiceFailure } from '../../../core/service/service-failure.ts'
import type { ServiceCaller } from '../create-caller.ts'
import { listShape } from '../shape.ts'

/** `GET /ip_addresses`: the addresses the site is known by, each once. Which of them LDAP comes from is not documented. */
export function ipAddressesEndpoint(caller: ServiceCaller): Pick<FilesReader, 'ipAddresses'> {
  return { ipAddresses: (signal) => readAll(caller, signal) }
}

async function readAll(caller: ServiceCaller, signal: CancelSignal): Promise<Result<readonly string[], ServiceFailure>> {
  const addresses = new Set<string>()
  const pages = caller.pages(
    'ip_addresses',
    {},
    listShape(ipAddressesSchema, (list) => list.ip_addresses ?? []),
    signal
  )
  for (;;) {
    const page = await pages.next()
    if (page.done === true) return page.value.kind === 'complete' ? succeed([...addresses]) : fail(page.value.failure)
    for (const address of page.value.flat()) addresses.add(address)
  }
}

const ipAddressesSchema = z.object({ ip_addresses: z.array(z.string()).nullish() })
