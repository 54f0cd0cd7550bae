import { scimAnswerProblems } from './scim-answer.ts'
import { scimBasicProblems } from './scim-basic.ts'
import { scimMappingProblems } from './scim-mapping.ts'
import { scimSettingProblems } from './scim-setting.ts'
import { scimWriteProblems } from './scim-write.ts'

/** Token, password and settings of SCIM, what an endpoint answers, what a rehearsal writes, and the mappings of Entra ID. */
export const scimProblems = {
  ...scimSettingProblems,
  ...scimBasicProblems,
  ...scimAnswerProblems,
  ...scimWriteProblems,
  ...scimMappingProblems
}
