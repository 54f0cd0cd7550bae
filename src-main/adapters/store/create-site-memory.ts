import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Problem, problem } from '../../core/errors.ts'
import type { SiteMemoryPort } from '../../core/ports/store.ts'
import type { LogPort } from '../../core/ports/surroundings.ts'
import { fail, type Result } from '../../core/result.ts'
import type { SiteMemory } from '../../core/service/site-memory.ts'
import { asWritten } from '../files/as-written.ts'
import { setAside } from '../files/set-aside.ts'
import { hasCode } from '../files/system-error.ts'
import { writeAtomicallySync } from '../files/write-atomically-sync.ts'

/**
 * The known sites in `sites.json` of the data folder; there is no place for a secret in it. Window and command line share the file, so each
 * change reads it anew. A file of a newer version is left alone: saving is refused, since it would lose what that version knows.
 */
export function createSiteMemory(dataFolder: string, log: LogPort): SiteMemoryPort {
  const path = join(dataFolder, 'sites.json')

  function load(): Stored {
    const text = readText(path)
    if (text === undefined) return { kind: 'sites', sites: [] }
    const parsed = parse(text)
    if (parsed !== undefined) return parsed
    log.warn('the list of sites cannot be read and is set aside', { path: setAside(path) })
    return { kind: 'sites', sites: [] }
  }

  function list(): readonly SiteMemory[] {
    const stored = load()
    if (stored.kind === 'sites') return stored.sites
    log.warn('the list of sites comes from a newer version and is not used', { path, version: stored.version })
    return []
  }

  function change(changed: (sites: readonly SiteMemory[]) => readonly SiteMemory[]): Result<null, Problem> {
    const stored = load()
    if (stored.kind === 'too-new') {
      const reason = `it comes from a newer version of this application (${stored.version}) and is left as it is`
      return fail(problem('app.file-not-written', { path, reason }))
    }
    const sites = changed(stored.sites)
    return asWritten(path, () => writeAtomicallySync(path, `${JSON.stringify({ version: VERSION, sites }, undefined, 2)}\n`))
  }

  return {
    list,
    read: (site) => list().find((memory) => memory.site === site),
    save: (memory) => change((sites) => [memory, ...sites.filter(({ site }) => site !== memory.site)]),
    forget: (site) => change((sites) => sites.filter((memory) => memory.site !== site))
  }
}

const VERSION = 1

type Stored = { readonly kind: 'sites'; readonly sites: readonly SiteMemory[] } | { readonly kind: 'too-new'; readonly version: number }

const line = z.string().max(4096)

const siteMemory = z
  .strictObject({
    site: line,
    origin: line,
    name: line,
    who: line,
    lastConnectedAt: line,
    strategyWrites: z.strictObject({ answer: z.enum(['accepted', 'refused']), at: line }).optional(),
    peopleLastTime: z.strictObject({ count: z.int().nonnegative(), at: line }).optional(),
    scimTokensOf: z.array(z.int().positive()).max(1000).optional()
  })
  .transform(({ scimTokensOf, ...read }): SiteMemory => ({
    ...read,
    strategyWrites: read.strategyWrites,
    peopleLastTime: read.peopleLastTime,
    ...(scimTokensOf === undefined ? {} : { scimTokensOf })
  }))

const currentFile = z.strictObject({ version: z.literal(VERSION), sites: z.array(siteMemory).max(10_000) })
const newerFile = z.object({ version: z.int().gt(VERSION) })

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

/** `undefined`: broken. */
function parse(text: string): Stored | undefined {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
  const newer = newerFile.safeParse(raw)
  if (newer.success) return { kind: 'too-new', version: newer.data.version }
  const current = currentFile.safeParse(raw)
  return current.success ? { kind: 'sites', sites: current.data.sites } : undefined
}
