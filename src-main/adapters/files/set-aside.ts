import { renameSync } from 'node:fs'

/** Moves a file that cannot be understood out of the way, for the person to look at: nothing that was typed is thrown away. Its new path. */
export function setAside(path: string): string {
  const aside = `${path}.unreadable-${Date.now()}`
  renameSync(path, aside)
  return aside
}
