import { publicRoots, type RootList } from '../x509/public-roots.ts'
import { systemRoots } from '../x509/system-roots.ts'

/**
 * Whom this computer trusts. Windows fetches most public authorities only when one of its own programs meets them, so what lies in its
 * store today is too little: there the public ones count as well. Elsewhere the system's list is complete.
 */
export function trustedHere(platform: NodeJS.Platform = process.platform): RootList {
  const system = systemRoots()
  if (platform !== 'win32') return system
  onWindows ??= both(system, publicRoots())
  return onWindows
}

// One list per run, so that what was made from it is found again (secure-context.ts).
let onWindows: RootList | undefined

function both(system: RootList, publicOnes: RootList): RootList {
  if (system.pems === publicOnes.pems) return system
  return { pems: [...system.pems, ...publicOnes.pems], source: `${system.source} and ${publicOnes.source}` }
}
