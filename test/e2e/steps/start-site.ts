import { randomUUID } from 'node:crypto'
import {
  type PracticeService,
  type PracticeServiceOptions,
  startPracticeService
} from '../../../src-main/practice/service/start-practice-service.ts'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'

/** A Files.com site and a directory outside the application: what it holds and what it was asked can be looked at from here. */
export interface TestSite extends AsyncDisposable {
  readonly service: PracticeService
  readonly directory: PracticeDirectory
  /** `127.0.0.1:PORT`, which names the site. */
  readonly host: string
  /** Methods and paths of the requests that could change something, as `PATCH /site`. */
  writes(): readonly string[]
  /** Every key of the site: none may be found anywhere. */
  readonly keys: readonly string[]
  /** Another key of a full administrator: Bob's. */
  keyOfBob(): string
}

export async function startSite(options: PracticeServiceOptions = {}): Promise<TestSite> {
  const directory = await startPracticeDirectory()
  const service = await startPracticeService({ caPem: directory.caPem, ...options })
  return {
    service,
    directory,
    host: new URL(service.origin).host,
    writes: () =>
      service.requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path.replace('/api/rest/v1', '')}`),
    keys: service.state.apiKeys.map(({ key }) => key),
    keyOfBob() {
      const bob = [...service.state.users.values()].find(({ username }) => username === 'bob.admin')
      const [alices] = service.state.apiKeys
      if (bob === undefined || alices === undefined) throw new TypeError('The practice site has no Bob, or no key')
      const key = `bob-${randomUUID()}`
      service.state.apiKeys.push({ ...alices, id: service.state.newId(), userId: bob.id, name: 'Key of Bob', key })
      return key
    },
    async [Symbol.asyncDispose]() {
      await service.close()
      await directory.close()
    }
  }
}
