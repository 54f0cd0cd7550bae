import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { electronRuntime } from '../../scripts/electron-runtime.mjs'
import { projectRoot } from '../../scripts/project-paths.mjs'
import { temporaryFolder } from './temporary-folder.ts'

export interface LaunchOptions {
  /** Another Electron application than ours; default the project, as built in out/. */
  readonly applicationFolder?: string
  /** Settings and state of an earlier launch, to play a restart; the caller deletes it. Default: a new folder, deleted with the application. */
  readonly userDataFolder?: string
  /** Added to our environment. */
  readonly env?: Readonly<Record<string, string>>
  /** Added after the application's folder. */
  readonly args?: readonly string[]
}

export interface LaunchedApp extends AsyncDisposable {
  readonly app: ElectronApplication
  /** The first window. */
  readonly window: Page
  readonly userDataFolder: string
  /** What the main process wrote to standard output and standard error so far. */
  output(): string
}

/** Starts the real application in the Electron of scripts/electron-runtime.mjs and waits for its window; needs a screen. `await using { window } = ...` closes it. */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const applicationFolder = options.applicationFolder ?? projectRoot
  const runtime = await electronRuntime({ applicationFolder, report: () => undefined })
  const ownFolder = options.userDataFolder === undefined ? await temporaryFolder() : undefined
  const userDataFolder = options.userDataFolder ?? ownFolder?.path ?? ''
  const app = await _electron.launch({
    executablePath: runtime.executablePath,
    args: [...runtime.args, applicationFolder, ...(options.args ?? [])],
    env: { ...ownEnvironment(), ...ownScreen(), ...noKeychain, ENTRA_SETUP_USER_DATA: userDataFolder, ...options.env }
  })
  let output = ''
  for (const stream of [app.process().stdout, app.process().stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text))
  const close = async (): Promise<void> => {
    await app.close()
    await ownFolder?.[Symbol.asyncDispose]()
  }
  try {
    return { app, window: await app.firstWindow(), userDataFolder, output: () => output, [Symbol.asyncDispose]: close }
  } catch (error) {
    await close()
    throw new Error(`No window opened. The main process said:\n${output}`, { cause: error })
  }
}

/** On Linux a test must neither open nor unlock the keychain of whoever runs it; `keyringSession` has one to use instead. */
const noKeychain = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' } as const

/** The workers of the end-to-end suite have a screen each, since windows on one screen share its clipboard and its focus. */
function ownScreen(): Readonly<Record<string, string>> {
  const screens = (process.env['E2E_SCREENS'] ?? '').split(' ')
  const screen = screens[Number(process.env['TEST_PARALLEL_INDEX'] ?? 0)] ?? ''
  return screen === '' ? {} : { DISPLAY: screen }
}

// ELECTRON_RUN_AS_NODE, which some editors set in their terminals, would make a plain Node of it.
function ownEnvironment(): Record<string, string> {
  const defined = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || name === 'ELECTRON_RUN_AS_NODE' ? [] : [[name, value] as const]
  )
  return Object.fromEntries(defined)
}
