{{- define "connector.labels" -}}
app.kubernetes.io/name: iterable-connector
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}
