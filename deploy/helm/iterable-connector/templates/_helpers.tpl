{{- define "connector.labels" -}}
app.kubernetes.io/name: iterable-connector
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "connector.pod" -}}
automountServiceAccountToken: false
terminationGracePeriodSeconds: 20
securityContext:
  runAsNonRoot: true
  runAsUser: 1000
  runAsGroup: 1000
  fsGroup: 1000
  seccompProfile: { type: RuntimeDefault }
containers:
  - name: connector
    image: "{{ .root.Values.image.repository }}:{{ .root.Values.image.tag }}"
    imagePullPolicy: {{ .root.Values.image.pullPolicy }}
    args: ["serve", "--role", {{ .role | quote }}]
    securityContext:
      allowPrivilegeEscalation: false
      readOnlyRootFilesystem: true
      capabilities: { drop: [ALL] }
    envFrom:
      - secretRef: { name: {{ .root.Values.existingSecret }} }
    env:
      - { name: ITC_PUBLIC_URL, value: {{ .root.Values.publicUrl | quote }} }
      - { name: ITC_TRUSTED_PROXIES, value: {{ join "," .root.Values.trustedProxies | quote }} }
      {{- range $name, $value := .root.Values.env }}
      - { name: {{ $name }}, value: {{ $value | quote }} }
      {{- end }}
    ports:
      - { name: http, containerPort: 3000 }
    readinessProbe:
      httpGet: { path: /api/v1/health, port: http }
      periodSeconds: 5
      timeoutSeconds: 3
    livenessProbe:
      tcpSocket: { port: http }
      periodSeconds: 10
      failureThreshold: 6
    resources: {{- toYaml .resources | nindent 6 }}
    volumeMounts:
      - { name: data, mountPath: /data }
      - { name: tmp, mountPath: /tmp }
      {{- if and .root.Values.postgres.enabled .root.Values.postgres.tlsSecret }}
      - { name: postgres-tls, mountPath: /postgres-tls, readOnly: true }
      {{- end }}
{{- end }}
