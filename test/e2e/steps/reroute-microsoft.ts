import { createServer, type RequestListener } from 'node:http'
import type { ElectronApplication } from '@playwright/test'

/** What the application sends to Microsoft’s sign-in host comes to this listener, until disposed of; Microsoft is never asked. */
export async function rerouteMicrosoft(app: ElectronApplication, listener: RequestListener): Promise<AsyncDisposable> {
  const server = createServer(listener)
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
    async [Symbol.asyncDispose]() {
      await app.evaluate(() => (Reflect.get(globalThis, 'endMicrosoft') as () => void)())
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}

export const MICROSOFT = 'https://login.microsoftonline.com'
