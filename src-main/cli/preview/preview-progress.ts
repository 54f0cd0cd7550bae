import { counted } from '../../core/catalog/entry.ts'
import type { PreviewProgress } from '../../core/preview/preview-desk.ts'
import { createProgressLines } from '../progress-lines.ts'
import type { Terminal } from '../terminal.ts'

/** How far a reading is, with its numbers: one line that changes on a terminal, and a line for each side that is done. */
export function createPreviewProgress(terminal: Terminal): { tell(progress: PreviewProgress): void; end(): void } {
  const lines = createProgressLines(terminal)
  let isDirectoryDone = false
  let isSiteDone = false
  return {
    tell({ directory, site, secondsLeft }) {
      if (directory.state === 'done' && !isDirectoryDone) {
        isDirectoryDone = true
        lines.step(
          `Directory read: ${counted(directory.people, 'person', 'people')}, ${counted(directory.groups, 'group', 'groups')}${directory.members === 0 ? '' : `, ${counted(directory.members, 'membership', 'memberships')}`}, ${counted(directory.pages, 'page', 'pages')}.`
        )
      }
      if (site?.state === 'done' && !isSiteDone) {
        isSiteDone = true
        lines.step(`Users read: ${number(site.users)}, ${counted(site.pages, 'page', 'pages')}.`)
      }
      const parts = [
        ...(directory.state === 'reading'
          ? [
              `reading the directory: ${counted(directory.people, 'person', 'people')}, ${counted(directory.groups, 'group', 'groups')}, ${number(Math.round(directory.perSecond))} a second`
            ]
          : directory.state === 'waiting'
            ? ['connecting to the directory']
            : []),
        ...(site?.state === 'reading' ? [`reading users: ${number(site.users)}`] : []),
        ...(secondsLeft === undefined || secondsLeft === 0 ? [] : [`about ${number(Math.ceil(secondsLeft))} s left`])
      ]
      if (parts.length > 0) lines.now(parts.join('; '))
    },
    end: () => lines.end()
  }
}

function number(count: number): string {
  return count.toLocaleString('en-US')
}
