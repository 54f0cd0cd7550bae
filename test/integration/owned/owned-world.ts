import { createFilesService } from '../../../src-main/adapters/files-api/create-files-service.ts'
import { ownedByLeavers } from '../../../src-main/app/operations/owned-by-leavers.ts'
import { ownedByPerson } from '../../../src-main/app/operations/owned-by-person.ts'
import { type CancelSignal, neverCancelled } from '../../../src-main/core/cancel.ts'
import type { Leaver, LeaverOutcome, Leavers, LeaversOwned, PersonOwned } from '../../../src-main/core/owned/owned-views.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import type { FilesReader } from '../../../src-main/core/service/files-service.ts'
import type { StoredUser } from '../../../src-main/practice/service/stored-records.ts'
import {
  type PracticeService,
  type PracticeServiceOptions,
  startPracticeService
} from '../../../src-main/practice/service/start-practice-service.ts'
import { valueOf } from '../preview/desk-world.ts'

/** The practice site, whose former people own things, read by the real client. */
export interface OwnedWorld extends AsyncDisposable {
  readonly service: PracticeService
  readonly reader: FilesReader
  readonly progress: string[]
  former(number: number): StoredUser
  person(userId: number, outcome?: LeaverOutcome): Promise<PersonOwned>
  leavers(people: readonly StoredUser[], more?: LeaversAsked): Promise<LeaversOwned>
  /** Methods and paths since the start, without their queries. */
  asked(): readonly string[]
}

interface LeaversAsked {
  readonly outcome?: LeaverOutcome
  readonly mostAsked?: number
  readonly isComplete?: boolean
  readonly signal?: CancelSignal
}

const clock = { now: () => Date.parse('2026-11-22T12:00:00Z'), monotonicMs: () => 0 }

export async function startOwnedWorld(options: PracticeServiceOptions = {}): Promise<OwnedWorld> {
  const service = await startPracticeService({ now: clock.now, ...options })
  const services = createFilesService({ timeoutMs: 3000, retries: 1, firstPauseMs: 5 })
  const site = new URL(service.origin).host
  const reader = services.open({ origin: service.origin, host: site }, new Secret(service.keys.siteAdmin))
  const progress: string[] = []
  return {
    service,
    reader,
    progress,
    former(number) {
      const user = [...service.state.users.values()].filter(({ username }) => username.startsWith('former.'))[number - 1]
      if (user === undefined) throw new RangeError(`Nobody left as number ${String(number)}`)
      return user
    },
    person: async (userId, outcome) => valueOf(await ownedByPerson({ clock }, { reader, userId, outcome }, neverCancelled)),
    async leavers(people, { outcome = 'disable', isComplete = true, mostAsked, signal = neverCancelled } = {}) {
      const leavers: Leavers = {
        isComplete,
        people: people.map((user, row): Leaver => ({ row, userId: user.id, username: user.username, outcome }))
      }
      const steps = ownedByLeavers({ clock }, { reader, leavers, ...(mostAsked === undefined ? {} : { mostAsked }) }, signal)
      for (;;) {
        const step = await steps.next()
        if (step.done === true) return valueOf(step.value)
        progress.push(step.value.doing)
      }
    },
    asked: () => service.requests.map(({ method, path }) => `${method} ${path.replace('/api/rest/v1', '')}`),
    [Symbol.asyncDispose]: () => service.close()
  }
}
