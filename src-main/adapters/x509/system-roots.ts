import { readFileSync } from 'node:fs'
import * as tls from 'node:tls'
import { pemBlocks } from './pem.ts'
import { publicRoots, type RootList } from './public-roots.ts'

/** Where Linux distributions keep the bundle: Debian and its like, then Red Hat and its like. */
const linuxBundles = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt']

let known: RootList | undefined

/** The authorities this computer trusts, as far as they can be read; the public ones otherwise, and `source` says so. Read once per run. */
export function systemRoots(): RootList {
  // On Linux the bundle is the store, and reading it takes 2 ms where Node.js takes more than 100.
  known ??= (process.platform === 'linux' ? rootsFromBundle(linuxBundles) : undefined) ?? fromNode() ?? instead()
  return known
}

/** The first of these files that holds a certificate. */
export function rootsFromBundle(paths: readonly string[]): RootList | undefined {
  for (const path of paths) {
    const pems = pemsIn(path)
    if (pems.length > 0) return { pems, source: `the certificate store of this computer (${authorities(pems)} in ${path})` }
  }
  return undefined
}

/** Node.js has this from 22.15 on; Electron 33 and Node.js 20 do not. */
function fromNode(): RootList | undefined {
  // eslint-disable-next-line n/no-unsupported-features/node-builtins -- asked for, and done without where it is missing
  const getCACertificates: typeof tls.getCACertificates | undefined = tls.getCACertificates
  if (typeof getCACertificates !== 'function') return undefined
  // It gives a certificate once for every file and link that leads to it.
  const pems = [...new Set(getCACertificates('system'))]
  return pems.length === 0 ? undefined : { pems, source: `the certificate store of this computer (${authorities(pems)})` }
}

function instead(): RootList {
  const { pems, source } = publicRoots()
  return { pems, source: `${source}, because the store of this computer cannot be read here` }
}

function pemsIn(path: string): readonly string[] {
  try {
    const text = readFileSync(path, 'latin1')
    return pemBlocks(text)
      .filter((block) => block.label === 'CERTIFICATE' && block.isClosed)
      .map((block) => `-----BEGIN CERTIFICATE-----${block.body}-----END CERTIFICATE-----\n`)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return []
    throw error
  }
}

function authorities(pems: readonly string[]): string {
  return pems.length === 1 ? '1 authority' : `${String(pems.length)} authorities`
}
