import { scimAnswerProblems } from './scim-answer.ts'
import { scimMappingProblems } from './scim-mapping.ts'
import { scimSettingProblems } from './scim-setting.ts'
import { scimWriteProblems } from './scim-write.ts'

/** Problems of this area. */
export const scimProblems = { ...scimSettingProblems, ...scimAnswerProblems, ...scimWriteProblems, ...scimMappingProblems }
