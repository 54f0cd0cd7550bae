import type { PracticeFaultView } from '../core/model/practice-fault.ts'
import type { PracticePort } from '../core/ports.ts'
import { Secret } from '../core/secret.ts'
import { type PracticeFault, practiceFaults } from './practice-faults.ts'
import { PRACTICE_TIMEOUT_SECONDS, practiceForm } from './practice-form.ts'
import { type PracticeDirectory, startPracticeDirectory } from './start-practice-directory.ts'

/** One practice directory at a time; starting another ends the one before. */
export function createPractice(): PracticePort {
  let running: PracticeDirectory | undefined
  return {
    faults: () => Promise.resolve(practiceFaults.map(viewOf)),
    async start(name, wanted) {
      const fault = practiceFaults.find((known) => known.name === name)
      await running?.close()
      const flavour = fault?.isFlavourBound === true ? fault.flavour : wanted
      const directory = await startPracticeDirectory({ flavour, faults: fault === undefined ? [] : [fault.name] })
      running = directory
      return {
        password: new Secret(directory.password),
        form: practiceForm(directory, fault),
        timeoutSeconds: PRACTICE_TIMEOUT_SECONDS,
        ...(fault === undefined ? {} : { fault: viewOf(fault) })
      }
    }
  }
}

function viewOf({ name, title, teaches, flavour, isFlavourBound }: PracticeFault): PracticeFaultView {
  return { name, title, teaches, flavours: isFlavourBound ? [flavour] : ['active-directory', 'openldap'] }
}
