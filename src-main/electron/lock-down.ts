import { app, session, shell } from 'electron'
import { APP_ORIGIN } from './serve-renderer.ts'

/** Pages that the help may point to; everything else stays closed. */
const LINKS: readonly string[] = [
  'https://www.files.com/',
  'https://learn.microsoft.com/',
  'https://entra.microsoft.com/',
  'https://portal.azure.com/'
]

/** No page but ours, no window but ours, no permission but writing to the clipboard. */
export function lockDown(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      if (LINKS.some((link) => url.startsWith(link))) void shell.openExternal(url)
      return { action: 'deny' }
    })
  })
  session.defaultSession.setPermissionRequestHandler((contents, permission, answer) => {
    answer(permission === 'clipboard-sanitized-write' && contents.getURL().startsWith(`${APP_ORIGIN}/`))
  })
  session.defaultSession.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === 'clipboard-sanitized-write' && origin.startsWith(APP_ORIGIN)
  )
}
