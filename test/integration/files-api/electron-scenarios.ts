import { createFilesService } from '../../../src-main/adapters/files-api/create-files-service.ts'
import { Cancelled, neverCancelled } from '../../../src-main/core/cancel.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import type { FilesService } from '../../../src-main/core/service/files-service.ts'
import { createSessionFetch } from '../../../src-main/electron/session-fetch.ts'

/** What happens inside Electron: bundled by the test, and called by name in Electron's main process. */
const service = (origin: string): FilesService =>
  createFilesService({ fetch: createSessionFetch(), timeoutMs: 3000, firstPauseMs: 1, retries: 2 }).open(
    { origin, host: origin.replace(/^https?:\/\//, '') },
    new Secret('k3y-Of-The-Site')
  )

/** Reads first, so that a kept connection is there to break. */
export async function readAndWrite(origin: string): Promise<unknown> {
  const site = service(origin)
  const before = await site.site(neverCancelled)
  const written = await site.updateSite({ ldap_host: 'dc1', ldap_password: new Secret('pässword') }, neverCancelled)
  const after = await site.site(neverCancelled)
  return { before, written, after }
}

export async function writeTwice(origin: string): Promise<unknown> {
  const site = service(origin)
  return Promise.all([
    site.updateSite({ ldap_port: 1 }, neverCancelled),
    site.updateUser(7, { authentication_method: 'sso' }, neverCancelled)
  ])
}

export async function read(origin: string): Promise<unknown> {
  return service(origin).site(neverCancelled)
}

export async function readPages(origin: string): Promise<unknown> {
  let users = 0
  for await (const page of service(origin).users({}, neverCancelled)) users += page.length
  return users
}

/** Milliseconds from the cancel to its end. */
export async function cancelAfter(origin: string, ms: number): Promise<unknown> {
  const controller = new AbortController()
  const reading = service(origin)
    .site(controller.signal)
    .then(
      () => 'an answer',
      (error: unknown) => (error instanceof Cancelled ? 'cancelled' : String(error))
    )
  await new Promise((resolve) => setTimeout(resolve, ms))
  const cancelledAtMs = performance.now()
  controller.abort()
  return { outcome: await reading, isAtOnce: performance.now() - cancelledAtMs < 1000 }
}
