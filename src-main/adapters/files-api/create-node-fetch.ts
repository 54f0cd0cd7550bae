import * as http from 'node:http'
import * as tls from 'node:tls'
import { trustedHere } from '../transport/trusted-here.ts'

/**
 * Node's `fetch` for the command line, with what the window gets from Chromium: the authorities that this computer trusts, and the proxy of
 * HTTPS_PROXY, HTTP_PROXY and NO_PROXY, in either spelling. This computer itself is never asked through a proxy. Node 24 is needed for both;
 * an older one trusts its own list with NODE_EXTRA_CA_CERTS, and connects directly. Everything is set up at the first request.
 */
export function createNodeFetch(env: Readonly<Record<string, string | undefined>> = process.env): typeof globalThis.fetch {
  let isReady = false
  return (input, init) => {
    if (!isReady) {
      isReady = true
      trustWhomThisComputerTrusts()
      useProxyOf(env)
    }
    return globalThis.fetch(input, init)
  }
}

/** Node has no list for one `fetch` alone; whoever names authorities, as the LDAP adapter does, keeps them. */
function trustWhomThisComputerTrusts(): void {
  /* eslint-disable n/no-unsupported-features/node-builtins -- asked for, and done without where they are missing */
  const setDefault: typeof tls.setDefaultCACertificates | undefined = tls.setDefaultCACertificates
  if (typeof setDefault !== 'function') return
  // Those of before stay: NODE_EXTRA_CA_CERTS is among them.
  setDefault([...new Set([...tls.getCACertificates('default'), ...trustedHere().pems])])
  /* eslint-enable n/no-unsupported-features/node-builtins */
}

function useProxyOf(env: Readonly<Record<string, string | undefined>>): void {
  // eslint-disable-next-line n/no-unsupported-features/node-builtins -- asked for, and done without where it is missing
  const setProxy: typeof http.setGlobalProxyFromEnv | undefined = http.setGlobalProxyFromEnv
  const httpsProxy = env['https_proxy'] ?? env['HTTPS_PROXY'] ?? ''
  const httpProxy = env['http_proxy'] ?? env['HTTP_PROXY'] ?? ''
  if (typeof setProxy !== 'function' || (httpsProxy === '' && httpProxy === '')) return
  const exceptions = [env['no_proxy'] ?? env['NO_PROXY'] ?? '', ...THIS_COMPUTER].filter((name) => name !== '').join(',')
  setProxy({ https_proxy: httpsProxy, http_proxy: httpProxy, no_proxy: exceptions })
}

/** Where the practice site is. */
const THIS_COMPUTER: readonly string[] = ['127.0.0.1', 'localhost', '[::1]', '::1']
