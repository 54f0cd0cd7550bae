/** Problems of this area. */
export const adviserProblems = {}
