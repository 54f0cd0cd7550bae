import type { CancelSignal } from '../../core/cancel.ts'
import type { Problem } from '../../core/errors.ts'
import { tallyAffectedUsers } from '../../core/oauth/affected-users.ts'
import type { AffectedUsers } from '../../core/oauth/oauth-views.ts'
import type { ClockPort } from '../../core/ports/surroundings.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { FilesReader } from '../../core/service/files-service.ts'
import { serviceProblem } from '../../core/service/service-problem.ts'

/**
 * Who used ways lately that a sign-in at Microsoft does not open. Nothing but GET requests. A list that is cut after its first page is told as
 * far as it was read; one that cannot be read at all is a problem. Throws `Cancelled`.
 */
export async function affectedUsers(
  ports: { readonly clock: ClockPort },
  reader: FilesReader,
  days: number,
  signal: CancelSignal
): Promise<Result<AffectedUsers, Problem>> {
  const tally = tallyAffectedUsers(daysAgo(ports.clock, days))
  const pages = reader.users({}, signal)
  let isBegun = false
  for (;;) {
    const page = await pages.next()
    if (page.done !== true) {
      isBegun = true
      tally.add(page.value)
      continue
    }
    if (page.value.kind === 'complete') return succeed(tally.finish(undefined))
    const because = serviceProblem(page.value.failure, { host: reader.address.host, action: 'read the users' })
    return isBegun ? succeed(tally.finish(because.cause)) : fail(because)
  }
}

/** ISO 8601. */
export function daysAgo(clock: ClockPort, days: number): string {
  return new Date(clock.now() - days * 86_400_000).toISOString()
}
