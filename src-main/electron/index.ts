import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { app, BrowserWindow, clipboard, dialog, Notification } from 'electron'
import { createAdapters } from '../adapters/create-adapters.ts'
import { createHelp } from '../adapters/help/create-help.ts'
import { createLog } from '../adapters/log/create-log.ts'
import { createWindowPlace } from '../adapters/store/create-window-place.ts'
import { createWorkspace } from '../adapters/store/create-workspace.ts'
import { createStorage } from '../adapters/create-storage.ts'
import { createFilesService } from '../adapters/files-api/create-files-service.ts'
import { dataFolder } from '../adapters/store/data-folder.ts'
import type { AppPorts } from '../app/app-ports.ts'
import { createApp } from '../app/create-app.ts'
import { createThreadDesk } from '../preview-thread/create-thread-desk.ts'
import { createThreadedSaml } from '../adapters/saml/create-threaded-saml.ts'
import { createOpenId } from '../adapters/oauth/create-open-id.ts'
import { createMetadataFetch } from '../adapters/saml/fetch-metadata.ts'
import { createScim } from '../adapters/scim/create-scim.ts'
import { createClipboard } from './create-clipboard.ts'
import { createLinks } from './create-links.ts'
import { createSessionFetch } from './session-fetch.ts'
import { setApplicationMenu } from './application-menu.ts'
import { createWindow } from './create-window.ts'
import { serveIpc } from './ipc-server.ts'
import { lockDown } from './lock-down.ts'
import { createNativeFiles } from './native-files.ts'
import { createLazyPractice } from './lazy-practice.ts'
import { notifyWhenAway } from './notify-when-away.ts'
import { registerAppScheme, serveRenderer } from './serve-renderer.ts'

const builtFolder = dirname(dirname(fileURLToPath(import.meta.url)))

registerAppScheme()
// The same folder as the command line's: both know the same sites and the same runs.
app.setPath('userData', dataFolder(process.env, process.platform, homedir()))

if (app.requestSingleInstanceLock()) {
  app.whenReady().then(start).catch(refuseToStart)
} else {
  app.quit()
}

function start(): void {
  const folder = app.getPath('userData')
  const logFile = join(folder, 'logs', 'main.log')
  const adapters = createAdapters()
  const log = createLog({ file: logFile, redactor: adapters.redactor })
  logCrashes(log)
  lockDown()
  serveRenderer(join(builtFolder, 'renderer'))
  setApplicationMenu(logFile)
  const fetch = createSessionFetch()
  const secretClipboard = createClipboard(clipboard, log)
  app.on('will-quit', () => secretClipboard.takeOutNow())
  const info: AppPorts['info'] = { version: app.getVersion(), runtime: `Electron ${process.versions.electron}`, platform: platformName() }
  const ports: AppPorts = {
    ...adapters,
    saml: createThreadedSaml({ program: pathToFileURL(join(builtFolder, 'main', 'saml-thread.js')), here: adapters.saml }),
    log,
    workspace: createWorkspace(folder, log),
    help: createHelp(join(app.getAppPath(), 'resources', 'help')),
    practice: createLazyPractice(),
    files: createNativeFiles(),
    ...createStorage(folder, log, adapters.redactor),
    services: createFilesService({ fetch, redactor: adapters.redactor }),
    metadataFetch: createMetadataFetch({ fetch }),
    openId: createOpenId({ fetch }),
    scim: createScim({ fetch }),
    links: createLinks(),
    clipboard: secretClipboard,
    previews: createThreadDesk({
      program: pathToFileURL(join(builtFolder, 'main', 'preview-thread.js')),
      setup: { dataFolder: folder, version: info.version },
      fetch,
      log
    }),
    info
  }
  const handlers = notifyWhenAway(createApp(ports), (title, body) => new Notification({ title, body }).show())
  const { admit } = serveIpc(handlers, log)
  const place = createWindowPlace(folder)
  const open = (): BrowserWindow => createWindow({ folder: builtFolder, place, admit })
  log.info('started', { version: ports.info.version, runtime: ports.info.runtime, platform: ports.info.platform })

  open()
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows()
    if (window?.isMinimized() === true) window.restore()
    window?.focus()
  })
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) open()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
}

/** Without this a failed start would be a process without a window, and nobody would know why. */
function refuseToStart(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error)
  dialog.showErrorBox(
    'Entra Setup Assistant cannot start',
    `${reason}\n\nIts settings live in ${app.getPath('userData')}: check that you may write there, or report this to the developers.`
  )
  app.exit(1)
}

function logCrashes(log: AppPorts['log']): void {
  process.on('uncaughtException', (error) => log.error('uncaught exception', { message: error.message, stack: error.stack }))
  process.on('unhandledRejection', (reason) =>
    log.error('unhandled rejection', {
      message: reason instanceof Error ? reason.message : String(reason),
      stack: reason instanceof Error ? reason.stack : undefined
    })
  )
}

function platformName(): AppPorts['info']['platform'] {
  switch (process.platform) {
    case 'win32':
      return 'windows'
    case 'darwin':
      return 'macos'
    case 'linux':
      return 'linux'
    default:
      return 'other'
  }
}
