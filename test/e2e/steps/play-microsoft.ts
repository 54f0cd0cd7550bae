import type { ElectronApplication } from '@playwright/test'
import type { PracticeTenant } from '../../../src-main/practice/entra/practice-tenant.ts'
import { MICROSOFT, rerouteMicrosoft } from './reroute-microsoft.ts'

export interface PlayedMicrosoft extends AsyncDisposable {
  /** The addresses that were asked, in the order of asking. */
  readonly asked: readonly string[]
  /** From now on nothing is answered any more, until the end. */
  fallSilent(): void
}

/** The host at which Microsoft publishes metadata, as this tenant would: what the application sends there comes here, and Microsoft is never asked. */
export async function playMicrosoft(app: ElectronApplication, tenant: PracticeTenant): Promise<PlayedMicrosoft> {
  const asked: string[] = []
  let isSilent = false
  const rerouted = await rerouteMicrosoft(app, (request, response) => {
    const url = `${MICROSOFT}${request.url ?? ''}`
    asked.push(url)
    if (isSilent) return
    const xml = tenant.metadataAt(url)
    response.writeHead(xml === undefined ? 404 : 200, { 'content-type': 'application/samlmetadata+xml; charset=utf-8' }).end(xml)
  })
  return {
    asked,
    fallSilent: () => void (isSilent = true),
    [Symbol.asyncDispose]: () => rerouted[Symbol.asyncDispose]()
  }
}
