import { test } from '@playwright/test'
import { checkTheDirectory } from './steps/check-the-directory.ts'
import { expect } from './steps/expect.ts'
import { shareWindow } from './steps/share-window.ts'
import { type PracticeToStart, startPractice } from './steps/start-practice.ts'
import { type LadderMoment, watchLadder } from './steps/watch-ladder.ts'

const shared = shareWindow()

const practices: readonly (PracticeToStart & { readonly name: string; readonly serverType?: string })[] = [
  { name: 'healthy Active Directory' },
  { name: 'healthy OpenLDAP', flavour: 'OpenLDAP' },
  { name: 'an account that is locked', fault: 'locked-account' },
  { name: 'settings that would fit better', flavour: 'OpenLDAP', serverType: 'active-directory' }
]

for (const practice of practices) {
  test(`nothing moves under the pointer while a check climbs: ${practice.name}`, async () => {
    const { window } = shared
    await startPractice(window, practice)
    if (practice.serverType !== undefined) await window.getByRole('combobox', { name: 'Server type' }).selectOption(practice.serverType)
    const endWatch = await watchLadder(window)
    await checkTheDirectory(window)
    const [listed, ...later] = await endWatch()

    expect(later.length).toBeGreaterThan(2)
    expect(later.map(firstLine)).toEqual(later.map(() => listed && firstLine(listed)))
    expect(new Set(later.flatMap(closedDistances))).toEqual(new Set(listed && closedDistances(listed)))
  })
}

function firstLine({ lines: [first] }: LadderMoment): number | undefined {
  return first?.top
}

/** From each line to the next: always the same, except below a line that shows something. */
function closedDistances({ lines }: LadderMoment): readonly number[] {
  return lines.flatMap(({ top, isOpen }, index) => {
    const next = lines[index + 1]
    return isOpen || next === undefined ? [] : [next.top - top]
  })
}
