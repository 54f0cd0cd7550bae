import type { ScreenName } from '../state/app-state.svelte.ts'

/** As they stand in the rail; the site itself is reached by the switcher above them. There are nine digits: Ctrl+0 is the zoom of every browser. */
export const screens = [
  { name: 'home', title: 'Home', digit: '1' },
  { name: 'method', title: 'Method', digit: undefined },
  { name: 'setup', title: 'Set up', digit: '2' },
  { name: 'directory', title: 'Directory', digit: '3' },
  { name: 'preview', title: 'Preview', digit: '4' },
  { name: 'saml', title: 'SAML', digit: '5' },
  { name: 'oauth', title: 'OAuth', digit: '6' },
  { name: 'identity', title: 'Identity', digit: '7' },
  { name: 'provisioning', title: 'Provisioning', digit: '8' },
  { name: 'certificates', title: 'Certificates', digit: '9' },
  { name: 'journal', title: 'Journal', digit: undefined },
  { name: 'practice', title: 'Practice', digit: undefined }
] as const satisfies readonly { name: ScreenName; title: string; digit: string | undefined }[]

/** Ctrl (on a Mac: Cmd) with the screen's digit. */
export function screenShortcut(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): ScreenName | undefined {
  if (event.altKey || event.shiftKey || event.ctrlKey === event.metaKey) return undefined
  return screens.find(({ digit }) => digit === event.key)?.name
}
