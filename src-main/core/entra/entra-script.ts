import type { EntraGuide } from '../saml/saml-views.ts'
import type { EntraCloud } from './entra-cloud.ts'
import { SERVICE_ENTITY_ID, SERVICE_REPLY_URL, UNIQUE_USER_IDENTIFIER } from './service-addresses.ts'

/**
 * The guide as a PowerShell script over Microsoft Graph: to be read first, then run by whoever administers Entra ID. It can be run again:
 * each step looks before it changes. It holds no secret and asks for none; the sign-in is Microsoft’s own window.
 * Sources: learn.microsoft.com/graph/application-saml-sso-configure-api, learn.microsoft.com/graph/api/applicationtemplate-instantiate
 */
export function entraScript(guide: EntraGuide, cloud: EntraCloud): string {
  const { environment, graphUrl, templateId } = graphOf[cloud.id]
  const values = guide.steps.flatMap((step) => step.values)
  const valueOf = (label: string): string => values.find((value) => value.label === label)?.value ?? ''
  return SCRIPT.replaceAll('@SITE@', comment(guide.site))
    .replaceAll('@CLOUD@', comment(cloud.name))
    .replaceAll('@NAME@', quoted(valueOf('Name of the application')))
    .replaceAll('@ENVIRONMENT@', quoted(environment))
    .replaceAll('@GRAPH@', quoted(graphUrl))
    .replaceAll('@TEMPLATE@', quoted(templateId))
    .replaceAll('@LOGIN@', quoted(`https://${cloud.loginHost}`))
    .replaceAll('@IDENTIFIER@', quoted(SERVICE_ENTITY_ID))
    .replaceAll('@REPLY@', quoted(SERVICE_REPLY_URL))
    .replaceAll('@RELAY@', quoted(valueOf('Relay State (Optional)')))
    .replaceAll('@NAMEID@', quoted(UNIQUE_USER_IDENTIFIER.replace(/^user\./, '')))
}

/** Names of Connect-MgGraph and Graph, and the id of the template for applications that are not in the gallery. */
const graphOf: Readonly<
  Record<EntraCloud['id'], { readonly environment: string; readonly graphUrl: string; readonly templateId: string }>
> = {
  global: { environment: 'Global', graphUrl: 'https://graph.microsoft.com', templateId: '8adf8e6e-67b2-4cf2-a259-e3dc5476c621' },
  'us-government': { environment: 'USGov', graphUrl: 'https://graph.microsoft.us', templateId: '4602d0b4-76bb-404b-bca9-2652e1a39c6d' },
  china: { environment: 'China', graphUrl: 'https://microsoftgraph.chinacloudapi.cn', templateId: '5a532e38-1581-4918-9658-008dc27c1d68' }
}

/** A PowerShell text in single quotes: nothing in it is expanded. PowerShell also takes typographic quotes for quotes. */
function quoted(text: string): string {
  return `'${text.replace(/[\r\n]/g, ' ').replace(/['‘’‚‛]/g, '$&$&')}'`
}

function comment(text: string): string {
  return text.replace(/[\r\n]/g, ' ').replace(/#>/g, '# >')
}

const SCRIPT =
  String.raw`<#
  Sets Microsoft Entra ID up for the Files.com site @SITE@ by SAML.
  Cloud: @CLOUD@

  Read it before you run it. It creates one enterprise application, or finds the one of this name, and sets:
  single sign-on by SAML, Identifier, Reply URL, Relay State, assignment required, and a signing certificate if there is none.
  It assigns nobody and deletes nothing. It holds no secret. Run it again at any time: what is right already stays untouched.
  With -WhatIf it only tells what it would change.

  Needs: PowerShell 5.1 or 7, the module Microsoft.Graph.Authentication (Install-Module Microsoft.Graph.Authentication -Scope CurrentUser),
  and the role Cloud Application Administrator or Application Administrator.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
  [string] $Name = @NAME@,
  # The name identifier of a new application is the user principal name already. Use this switch only when somebody changed it: the
  # portal then shows the claims of this application as managed by a policy, and no longer lets them be edited there.
  [switch] $SetClaims
)
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 2

$environment = @ENVIRONMENT@
$graph = @GRAPH@ + '/v1.0'
$templateId = @TEMPLATE@
$loginUrl = @LOGIN@
$identifier = @IDENTIFIER@
$replyUrl = @REPLY@
$relayState = @RELAY@
$nameIdSource = @NAMEID@

function Invoke-Graph([string] $Method, [string] $Path, $Body) {
  $arguments = @{ Method = $Method; Uri = "$graph/$Path"; OutputType = 'PSObject' }
  if ($null -ne $Body) { $arguments.Body = ConvertTo-Json $Body -Depth 8; $arguments.ContentType = 'application/json' }
  Invoke-MgGraphRequest @arguments
}

function Get-Property($Object, [string] $PropertyName) {
  if ($null -eq $Object) { return $null }
  $property = $Object.PSObject.Properties[$PropertyName]
  if ($null -eq $property) { return $null }
  $property.Value
}

$scopes = @('Application.ReadWrite.All')
if ($SetClaims) { $scopes += 'Policy.Read.All', 'Policy.ReadWrite.ApplicationConfiguration' }
Connect-MgGraph -Environment $environment -Scopes $scopes -NoWelcome
$tenantId = (Get-MgContext).TenantId
Write-Host "Signed in to tenant $tenantId"

# 1. The application
$filter = [uri]::EscapeDataString("displayName eq '" + $Name.Replace("'", "''") + "'")
$found = @((Invoke-Graph GET "servicePrincipals?` +
  '`' +
  String.raw`$filter=$filter").value)
if ($found.Count -gt 1) { throw "There are $($found.Count) applications named '$Name'. Run again with -Name and another name." }
if ($found.Count -eq 1) {
  $servicePrincipal = $found[0]
  $applications = @((Invoke-Graph GET "applications?` +
  '`' +
  String.raw`$filter=$([uri]::EscapeDataString("appId eq '$($servicePrincipal.appId)'"))").value)
  if ($applications.Count -ne 1) { throw "'$Name' belongs to another tenant. Run again with -Name and another name." }
  $application = $applications[0]
  # An application of the same name may be for something else, for example for signing in to Files.com by OAuth: it stays as it is.
  $isForFilesCom = @($application.identifierUris) -contains $identifier
  $isUnused = @($application.identifierUris).Count -eq 0 -and @($application.web.redirectUris).Count -eq 0
  if (-not $isForFilesCom -and -not $isUnused) { throw "'$Name' exists and is set up for something else ($((@($application.identifierUris) + @($application.web.redirectUris)) -join ', ')). Run again with -Name and another name." }
  Write-Host "The application '$Name' exists."
} elseif ($PSCmdlet.ShouldProcess($Name, 'create the enterprise application')) {
  $made = Invoke-Graph POST "applicationTemplates/$templateId/instantiate" @{ displayName = $Name }
  # Entra ID answers before every part of it knows the new application.
  $tries = 0
  do {
    Start-Sleep -Seconds 5
    $tries += 1
    try { $servicePrincipal = Invoke-Graph GET "servicePrincipals/$($made.servicePrincipal.id)" $null } catch { $servicePrincipal = $null }
    try { $application = Invoke-Graph GET "applications/$($made.application.id)" $null } catch { $application = $null }
  } while (($null -eq $servicePrincipal -or $null -eq $application) -and $tries -lt 24)
  if ($null -eq $servicePrincipal -or $null -eq $application) { throw 'The application was created and cannot be read yet. Wait some minutes and run this script again.' }
  Write-Host "The application '$Name' was created."
} else { return }

# 2. SAML, before the identifier: only applications for SAML may have one whose domain is not the tenant's own.
if ((Get-Property $servicePrincipal 'preferredSingleSignOnMode') -ne 'saml' -and $PSCmdlet.ShouldProcess($Name, 'choose SAML')) {
  Invoke-Graph PATCH "servicePrincipals/$($servicePrincipal.id)" @{ preferredSingleSignOnMode = 'saml' } | Out-Null
}
$settings = Get-Property $servicePrincipal 'samlSingleSignOnSettings'
if ($relayState -ne '' -and (Get-Property $settings 'relayState') -ne $relayState -and $PSCmdlet.ShouldProcess($Name, "set the Relay State to $relayState")) {
  Invoke-Graph PATCH "servicePrincipals/$($servicePrincipal.id)" @{ samlSingleSignOnSettings = @{ relayState = $relayState } } | Out-Null
}
if (-not (Get-Property $servicePrincipal 'appRoleAssignmentRequired') -and $PSCmdlet.ShouldProcess($Name, 'let only assigned people in')) {
  Invoke-Graph PATCH "servicePrincipals/$($servicePrincipal.id)" @{ appRoleAssignmentRequired = $true } | Out-Null
}

# 3. Identifier and Reply URL
if (@($application.identifierUris) -cnotcontains $identifier -and $PSCmdlet.ShouldProcess($Name, "set the Identifier to $identifier")) {
  Invoke-Graph PATCH "applications/$($application.id)" @{ identifierUris = @($identifier) } | Out-Null
}
$replyUrls = @((Get-Property (Get-Property $application 'web') 'redirectUris') | Where-Object { $_ })
if ($replyUrls -cnotcontains $replyUrl -and $PSCmdlet.ShouldProcess($Name, "add the Reply URL $replyUrl")) {
  Invoke-Graph PATCH "applications/$($application.id)" @{ web = @{ redirectUris = @($replyUrl) + $replyUrls } } | Out-Null
}

# 4. A signing certificate, if there is none that is still valid
$now = (Get-Date).ToUniversalTime()
$valid = @(@(Get-Property $servicePrincipal 'keyCredentials') | Where-Object { $_ -and $_.usage -eq 'Verify' -and ([datetime] $_.endDateTime).ToUniversalTime() -gt $now })
if ($valid.Count -eq 0 -and $PSCmdlet.ShouldProcess($Name, 'create a signing certificate for three years')) {
  $certificate = Invoke-Graph POST "servicePrincipals/$($servicePrincipal.id)/addTokenSigningCertificate" @{ displayName = "CN=$Name"; endDateTime = $now.AddYears(3).ToString('yyyy-MM-ddTHH:mm:ssZ') }
  Invoke-Graph PATCH "servicePrincipals/$($servicePrincipal.id)" @{ preferredTokenSigningKeyThumbprint = $certificate.thumbprint } | Out-Null
}

# 5. The claim that names the person, only with -SetClaims
if ($SetClaims) {
  $assigned = @((Invoke-Graph GET "servicePrincipals/$($servicePrincipal.id)/claimsMappingPolicies").value)
  if ($assigned.Count -gt 0) {
    Write-Warning "A claims mapping policy is assigned already ($($assigned[0].displayName)). It was left as it is: compare its name identifier with user.$nameIdSource."
  } elseif ($PSCmdlet.ShouldProcess($Name, "set the name identifier to user.$nameIdSource")) {
    $definition = @{
      ClaimsMappingPolicy = @{
        Version              = 1
        IncludeBasicClaimSet = 'true'
        ClaimsSchema         = @(@{ Source = 'user'; ID = $nameIdSource; SamlClaimType = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier' })
      }
    }
    $policy = Invoke-Graph POST 'policies/claimsMappingPolicies' @{ displayName = "$Name name identifier"; definition = @((ConvertTo-Json $definition -Depth 8 -Compress)); isOrganizationDefault = $false }
    Invoke-Graph POST "servicePrincipals/$($servicePrincipal.id)/claimsMappingPolicies/` +
  '`' +
  String.raw`$ref" @{ '@odata.id' = "$graph/policies/claimsMappingPolicies/$($policy.id)" } | Out-Null
  }
}

# 6. Read back what Entra ID holds now
$application = Invoke-Graph GET "applications/$($application.id)"
$servicePrincipal = Invoke-Graph GET "servicePrincipals/$($servicePrincipal.id)"
$checks = [ordered] @{
  'Single sign-on by SAML' = (Get-Property $servicePrincipal 'preferredSingleSignOnMode') -eq 'saml'
  'Identifier'             = @($application.identifierUris) -ccontains $identifier
  'Reply URL'              = @($application.web.redirectUris) -ccontains $replyUrl
  'Relay State'            = $relayState -eq '' -or (Get-Property (Get-Property $servicePrincipal 'samlSingleSignOnSettings') 'relayState') -ceq $relayState
  'Signing certificate'    = @($servicePrincipal.keyCredentials | Where-Object { $_.usage -eq 'Verify' }).Count -gt 0
}
foreach ($check in $checks.GetEnumerator()) { Write-Host ('{0,-24} {1}' -f $check.Key, $(if ($check.Value) { 'as planned' } else { 'NOT as planned' })) }

Write-Host ''
Write-Host 'Bring back to whoever sets up Files.com:'
Write-Host "  App Federation Metadata Url  $loginUrl/$tenantId/federationmetadata/2007-06/federationmetadata.xml?appid=$($application.appId)"
Write-Host "  Directory (tenant) ID        $tenantId"
Write-Host "  Application ID               $($application.appId)"
Write-Host 'Now assign the people: Enterprise applications, the application, Users and groups.'
`
