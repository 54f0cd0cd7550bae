import { createServer } from 'node:http'
import type { ElectronApplication } from '@playwright/test'
import type { PracticeTenant } from '../../../src-main/practice/entra/practice-tenant.ts'

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
  const server = createServer((request, response) => {
    const url = `${MICROSOFT}${request.url ?? ''}`
    asked.push(url)
    if (isSilent) return
    const xml = tenant.metadataAt(url)
    response.writeHead(xml === undefined ? 404 : 200, { 'content-type': 'application/samlmetadata+xml; charset=utf-8' }).end(xml)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('The server has no port')
  await app.evaluate(
    ({ net }, [microsoft, here]) => {
      const send = net.request.bind(net)
      net.request = (options) =>
        send(
          typeof options === 'string' || options.url?.startsWith(microsoft) !== true
            ? options
            : { ...options, url: options.url.replace(microsoft, here) }
        )
      Reflect.set(globalThis, 'endMicrosoft', () => (net.request = send))
    },
    [MICROSOFT, `http://127.0.0.1:${String(address.port)}`] as const
  )
  return {
    asked,
    fallSilent: () => void (isSilent = true),
    async [Symbol.asyncDispose]() {
      await app.evaluate(() => (Reflect.get(globalThis, 'endMicrosoft') as () => void)())
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}

const MICROSOFT = 'https://login.microsoftonline.com'
