import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { describe, expect, it } from 'vitest'

/**
 * Walks every import of the sources and names each edge that the dependency rule (docs/architecture.md) forbids.
 * ESLint says the same per file; this test also sees what ESLint's patterns could miss.
 */
const root = resolve(import.meta.dirname, '..')

/** Layer to the layers and packages it may import. `type:` edges vanish in the build. */
const rule: Readonly<
  Record<string, { readonly layers: readonly string[]; readonly typeLayers?: readonly string[]; readonly packages: readonly RegExp[] }>
> = {
  core: { layers: ['core'], packages: [] },
  contract: { layers: ['contract', 'core'], packages: [/^zod$/] },
  app: { layers: ['app', 'core', 'contract'], packages: [] },
  adapters: {
    layers: ['adapters', 'core', 'contract'],
    packages: [
      /^node:/,
      /^ldapts$/,
      /^@peculiar\/x509$/,
      /^reflect-metadata$/,
      /^conf$/,
      /^electron-log/,
      /^zod$/,
      /^ky$/,
      /^keytar$/,
      /^@xmldom\/xmldom$/,
      /^xml-crypto$/,
      /^openid-client$/,
      /^csv-parse(\/|$)/
    ]
  },
  practice: { layers: ['practice', 'core'], packages: [/^node:/, /^ldapts$/, /^@peculiar\/x509$/, /^reflect-metadata$/, /^xml-crypto$/] },
  electron: {
    layers: ['electron', 'app', 'adapters', 'contract', 'core', 'practice', 'preview-thread'],
    packages: [/^node:/, /^electron$/]
  },
  'preview-thread': { layers: ['preview-thread', 'app', 'adapters', 'core'], packages: [/^node:/] },
  cli: {
    layers: ['cli', 'app', 'adapters', 'contract', 'core', 'practice'],
    packages: [/^node:/, /^commander$/, /^@commander-js\//, /^@clack\//]
  },
  preload: { layers: ['preload'], packages: [/^electron$/] },
  renderer: {
    layers: ['renderer'],
    typeLayers: ['contract', 'core'],
    packages: [/^svelte(\/|$)/, /^@lucide\/svelte\//]
  }
}

/** Edges between particular files that a layer's rule does not say. */
const extra: readonly { readonly from: RegExp; readonly to: RegExp }[] = [
  { from: /^src-main\/cli\//, to: /^package\.json$/ },
  { from: /^src-main\/preload\//, to: /^src-main\/contract\/channels\.ts$/ },
  // Pure models and sentences: the window shows what the engine says.
  { from: /^src-renderer\//, to: /^src-main\/core\/(model|report)\// },
  { from: /^src-renderer\//, to: /^src-main\/core\/preview\/(?:(?:export\/)?[a-z-]+-text|code-words|preview-codes)\.ts$/ },
  { from: /^src-renderer\//, to: /^src-main\/core\/errors\.ts$/ }
]

interface Edge {
  readonly from: string
  readonly to: string
  readonly isType: boolean
  readonly isLazy: boolean
}

const STATEMENT = /^\s*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/gm
const LAZY = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

const edges = ['src-main', 'src-renderer'].flatMap((folder) => sourceFiles(join(root, folder))).flatMap(importsOf)

describe('the layers', () => {
  it('finds the sources', () => {
    expect(edges.length).toBeGreaterThan(200)
  })

  it('import only what the dependency rule allows', () => {
    const forbidden = edges.filter((edge) => !isAllowed(edge)).map(({ from, to }) => `${from} -> ${to}`)
    expect(forbidden).toEqual([])
  })

  it('load the practice lab only when somebody asks for it', () => {
    for (const entry of ['src-main/electron/index.ts', 'src-main/cli/index.ts']) {
      const loaded = loadedAtStart(entry)
      expect(loaded.size).toBeGreaterThan(1)
      expect([...loaded].filter((file) => file.startsWith('src-main/practice/'))).toEqual([])
    }
  })

  it('give the preview thread neither a keychain nor anything that writes to a site, and load its program nowhere else', () => {
    const thread = loadedAtStart('src-main/preview-thread/thread.ts')
    expect(thread.size).toBeGreaterThan(20)
    expect([...thread].filter((file) => file === 'keytar' || /keychain|\/operations\/|\/apply\/|\/handlers\//.test(file))).toEqual([])
    // The shell has the host side; the program of the thread is named by its path.
    const imported = new Set(
      edges
        .filter(({ from, to }) => to.startsWith('src-main/preview-thread/') && !from.startsWith('src-main/preview-thread/'))
        .map(({ from, to }) => `${from} -> ${to}`)
    )
    expect([...imported]).toEqual(['src-main/electron/index.ts -> src-main/preview-thread/create-thread-desk.ts'])
  })

  it('have only adapters/ldap and the practice lab talk to ldapts', () => {
    const users = new Set(edges.filter(({ to }) => to === 'ldapts').map(({ from }) => from.split('/').slice(0, 3).join('/')))
    for (const user of users) expect(user === 'src-main/adapters/ldap' || user.startsWith('src-main/practice')).toBe(true)
  })

  it('have only adapters/files-api speak HTTP to the service, and only adapters/keychain open the keychain', () => {
    const users = new Set(
      edges.filter(({ to }) => to === 'ky' || to === 'keytar').map(({ from, to }) => `${to} ${from.split('/').slice(0, 3).join('/')}`)
    )
    expect([...users].sort()).toEqual(['keytar src-main/adapters/keychain', 'ky src-main/adapters/files-api'])
  })

  it('have only adapters/oauth speak OpenID, and load its library when it is needed', () => {
    const users = edges.filter(({ to }) => to === 'openid-client').map(({ from, isLazy }) => ({ from, isLazy }))
    expect(users).toEqual([{ from: 'src-main/adapters/oauth/request-token.ts', isLazy: true }])
  })

  it('have only adapters/tables read CSV', () => {
    const users = edges.filter(({ to }) => to.startsWith('csv-parse')).map(({ from }) => from.split('/').slice(0, 3).join('/'))
    expect([...new Set(users)]).toEqual(['src-main/adapters/tables'])
  })

  it('give whatever only looks nothing that could write', () => {
    // The reader is a type of its own: check, preview, plan and verify cannot even name a write.
    const lookers = ['make-site-plan', 'verify-profile', 'check-run', 'approve-plan', 'forecast-sync', 'find-users'].map(
      (name) => `src-main/app/operations/${name}.ts`
    )
    const writers = lookers.filter((file) => /\bFiles(?:Service|Writer)\b/.test(readFileSync(join(root, file), 'utf8')))
    expect(writers).toEqual([])
  })

  it('turn no circles inside the core', () => {
    expect(
      circle(edges.filter(({ from, to, isType }) => !isType && from.startsWith('src-main/core/') && to.startsWith('src-main/core/')))
    ).toEqual([])
  })
})

function isAllowed({ from, to, isType }: Edge): boolean {
  const allowed = rule[layerOf(from)]
  if (allowed === undefined) return false
  if (extra.some((edge) => edge.from.test(from) && edge.to.test(to))) return true
  if (!to.startsWith('src-')) return allowed.packages.some((pattern) => pattern.test(to))
  const layer = layerOf(to)
  return allowed.layers.includes(layer) || (isType && allowed.typeLayers?.includes(layer) === true)
}

function loadedAtStart(entry: string): ReadonlySet<string> {
  const loaded = new Set([entry])
  for (const file of loaded) for (const edge of edges) if (edge.from === file && !edge.isType && !edge.isLazy) loaded.add(edge.to)
  return loaded
}

function layerOf(path: string): string {
  const [top = '', second = ''] = path.split('/')
  return top === 'src-renderer' ? 'renderer' : second.replace(/\.ts$/, '')
}

function sourceFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|svelte)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}

function importsOf(path: string): readonly Edge[] {
  const text = readFileSync(path, 'utf8')
  const from = relative(root, path).split(sep).join('/')
  const named = (specifier: string): string =>
    specifier.startsWith('.')
      ? relative(root, resolve(dirname(path), specifier))
          .split(sep)
          .join('/')
      : specifier
  return [
    ...[...text.matchAll(STATEMENT)].map(([statement, type, specifier = '']) => ({
      from,
      to: named(specifier),
      isType: type !== undefined || onlyTypes(statement),
      isLazy: false
    })),
    ...[...text.matchAll(LAZY)].map(([, specifier = '']) => ({ from, to: named(specifier), isType: false, isLazy: true }))
  ].filter(({ to }) => (!to.endsWith('.css') && !to.endsWith('.svelte')) || to.startsWith('src-'))
}

/** `import { type A, type B } from` carries nothing either. */
function onlyTypes(statement: string): boolean {
  const names =
    /\{([^}]*)\}/
      .exec(statement)?.[1]
      ?.split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '') ?? []
  return names.length > 0 && names.every((name) => name.startsWith('type '))
}

function circle(within: readonly Edge[]): readonly string[] {
  const next = new Map<string, string[]>()
  for (const { from, to } of within) next.set(from, [...(next.get(from) ?? []), to])
  const done = new Set<string>()
  const path: string[] = []
  function visit(file: string): readonly string[] {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (done.has(file)) return []
    path.push(file)
    for (const to of next.get(file) ?? []) {
      const found = visit(to)
      if (found.length > 0) return found
    }
    path.pop()
    done.add(file)
    return []
  }
  for (const file of next.keys()) {
    const found = visit(file)
    if (found.length > 0) return found
  }
  return []
}
