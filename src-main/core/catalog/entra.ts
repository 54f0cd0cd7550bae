import { entraAnswersProblems } from './entra-answers.ts'
import { entraRolloverProblems } from './entra-rollover.ts'
import { entraSignInProblems } from './entra-sign-in.ts'

/** What Microsoft Entra ID refuses at a sign-in, what the roll-over of its keys breaks, and what is wrong with a colleague’s answers. */
export const entraProblems = { ...entraSignInProblems, ...entraRolloverProblems, ...entraAnswersProblems }
