import type { ScreenName } from '../state/app-state.svelte.ts'

/** As they stand in the rail; the site itself is reached by the switcher above them. */
export const screens = [
  { name: 'home', title: 'Home', digit: '1' },
  { name: 'setup', title: 'Set up', digit: '2' },
  { name: 'directory', title: 'Directory', digit: '3' },
  { name: 'preview', title: 'Preview', digit: '4' },
  { name: 'saml', title: 'SAML', digit: '5' },
  { name: 'certificates', title: 'Certificates', digit: '6' },
  { name: 'journal', title: 'Journal', digit: '7' },
  { name: 'practice', title: 'Practice', digit: '8' }
] as const satisfies readonly { name: ScreenName; title: string; digit: string }[]

/** Ctrl (on a Mac: Cmd) with the screen's digit. */
export function screenShortcut(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): ScreenName | undefined {
  if (event.altKey || event.shiftKey || event.ctrlKey === event.metaKey) return undefined
  return screens.find(({ digit }) => digit === event.key)?.name
}
