{{/* Before the name of everything: the release's, and the chart's where that is not in it. */}}
{{- define "lectern.prefix" -}}
{{- ternary .Release.Name (printf "%s-lectern" .Release.Name) (contains "lectern" .Release.Name) | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- define "lectern.releaseLabels" -}}
app.kubernetes.io/part-of: lectern
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "lectern.labels" -}}
{{ include "lectern.releaseLabels" . }}
app.kubernetes.io/version: {{ .Values.image.tag | default .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{/* What selects the pods of a component: (dict "root" $ "name" "gateway"). */}}
{{- define "lectern.selector" -}}
app.kubernetes.io/name: {{ .name }}
{{ include "lectern.releaseLabels" .root }}
{{- end -}}

{{- define "lectern.image" -}}
{{ .root.Values.image.repository }}/{{ .name }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}
{{- end -}}

{{/* The address of each component that one calls, as a variable. */}}
{{- define "lectern.addresses" -}}
{{- $root := .root -}}
{{- range .component.calls }}
{{- $called := splitList "/" . }}
{{- $name := first $called }}
{{- $host := printf "%s-%s" (include "lectern.prefix" $root) $name }}
{{- $port := get (get $root.Values.components $name).ports (last $called) | int }}
{{- if eq (last $called) "grpc" }}
{{ $name | upper | replace "-" "_" }}: {{ printf "%s:%d" $host $port }}
{{- else if eq (last $called) "files" }}
FILES_SERVER: {{ printf "http://%s:%d" $host $port }}
{{- else if eq $name "gateway" }}
SELF_CHECK_ORIGIN: {{ printf "http://%s:%d" $host $port }}
{{- else }}
{{ $name | upper | replace "-" "_" }}: {{ printf "http://%s:%d/graphql" $host $port }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "lectern.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
fsGroup: 1000
seccompProfile: { type: RuntimeDefault }
{{- end -}}

{{- define "lectern.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end -}}
