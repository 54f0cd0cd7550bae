import { type Problem, originText, whoText } from '../../src-main/core/errors.ts'

/** For a ticket or a chat. What the evidence says about people stays on the screen. */
export function problemAsText(problem: Problem, heading = problem.title): string {
  return [
    heading,
    ...(heading === problem.title ? [] : [problem.title]),
    `What happened: ${problem.cause}`,
    ...problem.evidence.map(({ label, value, personal }) => `  ${label}: ${personal === true ? '(left out: about people)' : value}`),
    `What to do: ${problem.remedy}`,
    `Who can do it: ${whoText[problem.who]}`,
    `Seen at: ${originText[problem.origin]}`,
    `Code: ${problem.code}`
  ].join('\n')
}
