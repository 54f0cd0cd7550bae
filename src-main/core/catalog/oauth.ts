import { oauthAnswerProblems } from './oauth-answers.ts'
import { oauthFormProblems } from './oauth-form.ts'

/** What is wrong with an app registration as it is entered, and with what its provider answers. */
export const oauthProblems = { ...oauthFormProblems, ...oauthAnswerProblems }
