import type { z } from 'zod'
import type { Advice, MethodTable } from '../core/adviser/adviser-views.ts'
import type { CheckEvent } from '../core/checks/check.ts'
import type { OperationFailure, Problem } from '../core/errors.ts'
import type { IdentityPage, IdentityProgress, IdentityTrace, IdentityView } from '../core/identity/identity-views.ts'
import type { GroupMapping, JitView } from '../core/jit/jit-views.ts'
import type { RunView } from '../core/journal/run-view.ts'
import type { AffectedUsers, OauthTest } from '../core/oauth/oauth-views.ts'
import type { LeaversOwned, OwnedProgress, PersonOwned } from '../core/owned/owned-views.ts'
import type { ApplyEvent, PlanProgress, SyncEvent, SyncResult } from '../core/plan/apply-event.ts'
import type { Verification } from '../core/plan/verification.ts'
import type { Ablation } from '../core/preview/ablation.ts'
import type { Explanation } from '../core/preview/explain.ts'
import type { ComparisonPage, FilterHits, GroupPage, PreviewAnswers, PreviewProgress, PreviewView } from '../core/preview/preview-desk.ts'
import type { RowPage } from '../core/preview/query-rows.ts'
import type {
  EntraAnswers,
  EntraGuide,
  Rollover,
  SamlInspection,
  SamlResponseInspection,
  SignInEvent,
  SignInProof,
  StoredComparison
} from '../core/saml/saml-views.ts'
import type { MappingCheck, ScimFollowEvent, ScimFollowUp, ScimLogView, ScimRehearsal, ScimView } from '../core/scim/scim-views.ts'
import type { ConnectedSite } from '../core/service/connected-site.ts'
import type { FoundUsers } from '../core/service/found-user.ts'
import type { SyncLog } from '../core/service/sync-log.ts'
import type { PersonTrace, TraceProgress } from '../core/trace/person-trace.ts'
import { adviseInput } from './adviser-schemas.ts'
import {
  chooseIdentityFileInput,
  exportIdentityInput,
  identityInput,
  identityRowsInput,
  identityTraceInput,
  judgeIdentityInput,
  readIdentityInput
} from './identity-schemas.ts'
import { affectedUsersInput, oauthReportInput, testOauthInput } from './oauth-schemas.ts'
import {
  choosePreviewFileInput,
  comparePreviewInput,
  explainPersonInput,
  exportPreviewInput,
  filterHitsInput,
  judgePreviewInput,
  ownedByLeaversInput,
  ownedByPersonInput,
  previewGroupsInput,
  previewInput,
  previewRowsInput,
  previewRunsInput,
  previewSettingsInput,
  previewTraceInput,
  readPreviewInput
} from './preview-schemas.ts'
import {
  checkMappingsInput,
  followScimInput,
  jitInput,
  keepScimTokenInput,
  mapGroupsInput,
  rehearseScimInput,
  scimInput,
  scimLogInput,
  scimReportInput,
  tracePersonInput
} from './provisioning-schemas.ts'
import {
  compareStoredInput,
  entraGuideInput,
  explainSignInErrorInput,
  importAnswersInput,
  inspectResponseInput,
  inspectSamlInput,
  proveSignInInput,
  rolloverInput,
  samlReportTextInput,
  saveHandOverInput,
  saveSamlReportInput
} from './saml-schemas.ts'
import {
  applyPlanInput,
  certificateSource,
  checkInput,
  compareInput,
  connectInput,
  findUsersInput,
  helpInput,
  importProfileInput,
  makePlanInput,
  nothing,
  openPageInput,
  practiceInput,
  profileFromFormInput,
  reportTextInput,
  runDocumentInput,
  runInput,
  savePemInput,
  savePlanInput,
  saveProfileInput,
  saveReportInput,
  saveWorkspaceInput,
  siteInput,
  suggestInput,
  syncInput,
  syncLogInput,
  type Workspace
} from './schemas.ts'
import type {
  AppInfo,
  ApplyAnswer,
  CertificateView,
  CheckedDirectory,
  ChosenFile,
  Comparison,
  ForgottenSite,
  HelpText,
  PlanView,
  PracticeFaultView,
  PreviewRunView,
  PreviewSettings,
  ProfileView,
  SaveAnswer,
  SiteList,
  StartedPractice,
  StartedPracticeSite,
  SuggestedSettings
} from './views.ts'

/** THE table: everything the window can ask for. Inputs are parsed at the door; outputs are our own values and typed only. */
export const operations = {
  'app.info': call(nothing, answers<AppInfo>()),
  'workspace.read': call(nothing, answers<Workspace>()),
  'workspace.save': call(saveWorkspaceInput, answers<null>()),
  'directory.suggest': call(suggestInput, answers<SuggestedSettings>()),
  'directory.check': stream(checkInput, answers<CheckEvent>(), answers<CheckedDirectory>()),
  'report.save': call(saveReportInput, answers<SaveAnswer>()),
  'report.text': call(reportTextInput, answers<string>()),
  'certificate.read': call(certificateSource, answers<CertificateView>()),
  'certificate.compare': call(compareInput, answers<Comparison>()),
  'certificate.save': call(savePemInput, answers<SaveAnswer>()),
  'site.list': call(nothing, answers<SiteList>()),
  'site.connect': call(connectInput, answers<ConnectedSite>()),
  'site.read': call(siteInput, answers<ConnectedSite>()),
  'site.forget': call(siteInput, answers<ForgottenSite>()),
  'profile.read': call(siteInput, answers<ProfileView>()),
  'profile.save': call(saveProfileInput, answers<null>()),
  'profile.import': call(importProfileInput, answers<ProfileView>()),
  'profile.export': call(siteInput, answers<SaveAnswer>()),
  'profile.from-form': call(profileFromFormInput, answers<ProfileView>()),
  'profile.verify': call(siteInput, answers<Verification>()),
  'plan.make': stream(makePlanInput, answers<PlanProgress>(), answers<PlanView>()),
  'plan.save': call(savePlanInput, answers<SaveAnswer>()),
  'plan.apply': stream(applyPlanInput, answers<ApplyEvent>(), answers<ApplyAnswer>()),
  'run.list': call(nothing, answers<readonly RunView[]>()),
  'run.check': call(runInput, answers<RunView>()),
  'run.save': call(runInput, answers<SaveAnswer>()),
  'run.document': call(runDocumentInput, answers<SaveAnswer>()),
  'sync.start': stream(syncInput, answers<SyncEvent>(), answers<SyncResult>()),
  'sync.log': call(syncLogInput, answers<SyncLog>()),
  'users.find': call(findUsersInput, answers<FoundUsers>()),
  'preview.settings': call(previewSettingsInput, answers<PreviewSettings>()),
  'preview.choose-file': call(choosePreviewFileInput, answers<ChosenFile>()),
  'preview.read': stream(readPreviewInput, answers<PreviewProgress>(), answers<PreviewView>()),
  'preview.judge': call(judgePreviewInput, answers<PreviewView>()),
  'preview.rows': call(previewRowsInput, answers<RowPage>()),
  'preview.trace': call(previewTraceInput, answers<PreviewAnswers['trace']>()),
  'preview.explain': call(explainPersonInput, answers<Explanation>()),
  'preview.hits': call(filterHitsInput, answers<FilterHits>()),
  'preview.few': call(previewInput, answers<Ablation>()),
  'preview.groups': call(previewGroupsInput, answers<GroupPage>()),
  'preview.compare': call(comparePreviewInput, answers<ComparisonPage>()),
  'preview.export': call(exportPreviewInput, answers<SaveAnswer>()),
  'preview.kept': call(previewInput, answers<null>()),
  'preview.runs': call(previewRunsInput, answers<readonly PreviewRunView[]>()),
  'preview.close': call(previewInput, answers<null>()),
  'owned.person': call(ownedByPersonInput, answers<PersonOwned>()),
  'owned.leavers': stream(ownedByLeaversInput, answers<OwnedProgress>(), answers<LeaversOwned>()),
  'entra.guide': call(entraGuideInput, answers<EntraGuide>()),
  'entra.hand-over': call(saveHandOverInput, answers<SaveAnswer>()),
  'saml.answers': call(importAnswersInput, answers<EntraAnswers>()),
  'saml.inspect': stream(inspectSamlInput, answers<CheckEvent>(), answers<SamlInspection>()),
  'saml.stored': call(compareStoredInput, answers<StoredComparison>()),
  'saml.response': stream(inspectResponseInput, answers<CheckEvent>(), answers<SamlResponseInspection>()),
  'saml.rollover': call(rolloverInput, answers<Rollover>()),
  'saml.prove': stream(proveSignInInput, answers<SignInEvent>(), answers<SignInProof>()),
  'saml.explain-error': call(explainSignInErrorInput, answers<Problem>()),
  'saml.report-save': call(saveSamlReportInput, answers<SaveAnswer>()),
  'saml.report-text': call(samlReportTextInput, answers<string>()),
  'oauth.test': stream(testOauthInput, answers<CheckEvent>(), answers<OauthTest>()),
  'oauth.report-save': call(oauthReportInput, answers<SaveAnswer>()),
  'oauth.report-text': call(oauthReportInput, answers<string>()),
  'oauth.affected': call(affectedUsersInput, answers<AffectedUsers>()),
  'adviser.table': call(nothing, answers<readonly MethodTable[]>()),
  'adviser.advise': call(adviseInput, answers<Advice>()),
  'identity.choose-file': call(chooseIdentityFileInput, answers<ChosenFile>()),
  'identity.read': stream(readIdentityInput, answers<IdentityProgress>(), answers<IdentityView>()),
  'identity.judge': call(judgeIdentityInput, answers<IdentityView>()),
  'identity.rows': call(identityRowsInput, answers<IdentityPage>()),
  'identity.trace': call(identityTraceInput, answers<IdentityTrace>()),
  'identity.export': call(exportIdentityInput, answers<SaveAnswer>()),
  'identity.close': call(identityInput, answers<null>()),
  'scim.read': call(scimInput, answers<ScimView>()),
  'scim.keep-token': call(keepScimTokenInput, answers<ScimView>()),
  'scim.forget-token': call(scimInput, answers<ScimView>()),
  'scim.copy-token': call(scimInput, answers<null>()),
  'scim.rehearse': stream(rehearseScimInput, answers<CheckEvent>(), answers<ScimRehearsal>()),
  'scim.report-save': call(scimReportInput, answers<SaveAnswer>()),
  'scim.report-text': call(scimReportInput, answers<string>()),
  'scim.mappings': call(checkMappingsInput, answers<MappingCheck>()),
  'scim.log': call(scimLogInput, answers<ScimLogView>()),
  'scim.follow': stream(followScimInput, answers<ScimFollowEvent>(), answers<ScimFollowUp>()),
  'jit.read': call(jitInput, answers<JitView>()),
  'groups.map': call(mapGroupsInput, answers<GroupMapping>()),
  'trace.person': stream(tracePersonInput, answers<TraceProgress>(), answers<PersonTrace>()),
  'link.open': call(openPageInput, answers<null>()),
  'practice.site': call(nothing, answers<StartedPracticeSite>()),
  'practice.faults': call(nothing, answers<readonly PracticeFaultView[]>()),
  'practice.start': call(practiceInput, answers<StartedPractice>()),
  'help.read': call(helpInput, answers<HelpText>())
} as const

export type OperationName = keyof typeof operations

/** What the caller passes; secrets are plain text here and nowhere else. */
export type OperationInput<N extends OperationName> = z.input<(typeof operations)[N]['input']>
/** What the handler receives; secrets are wrapped. */
export type ParsedInput<N extends OperationName> = z.output<(typeof operations)[N]['input']>
export type OperationOutput<N extends OperationName> = (typeof operations)[N]['output'] extends Answers<infer T> ? T : never
export type OperationEvent<N extends OperationName> = (typeof operations)[N] extends { readonly event: Answers<infer T> } ? T : never
export type StreamName = { [N in OperationName]: (typeof operations)[N]['kind'] extends 'stream' ? N : never }[OperationName]

export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: OperationFailure }

export function isOperationName(text: string): text is OperationName {
  return Object.hasOwn(operations, text)
}

/** What the preload exposes as `window.bridge`. */
export interface Bridge {
  invoke(id: string, name: string, input: unknown, onEvent?: (event: unknown) => void): Promise<unknown>
  cancel(id: string): void
}

/** A type carried as a value; nothing of it exists when the program runs. */
interface Answers<T> {
  readonly carries?: T
}

function answers<T>(): Answers<T> {
  return {}
}

function call<I extends z.ZodType, O>(input: I, output: Answers<O>) {
  return { kind: 'call', input, output } as const
}

function stream<I extends z.ZodType, E, O>(input: I, event: Answers<E>, output: Answers<O>) {
  return { kind: 'stream', input, event, output } as const
}
