/** Products that extend or enhance the application beside them. One line per repository. The format is described in product.ts. */
export const SIDECARS = String.raw`
[sidecar other]
exechealthz 8080
dnsmasq 53
kube-dnsmasq 53
k8s-dns-dnsmasq-nanny 53
opentelemetry-collector-contrib 4317 4318 8888 13133
opentelemetry-collector 4317 4318 8888 13133
opentelemetry-collector-k8s 4317 4318
aws-otel-collector 4317 4318 2000 13133
splunk-otel-collector 4317 4318
signoz-otel-collector 4317 4318
ddot-collector 4317 4318
jaeger-agent 6831 6832 5775 5778 14271
aws-xray-daemon 2000
cloudwatch-agent 25888 8125 4316
datadog/agent 8125 8126
datadoghq/agent 8125 8126
registry.datadoghq.com/agent 8125 8126
telegraf 8125 8092 8094 9273
apm-server 8200
statsd 8125
netdata 19999
wavefronthq/proxy 2878
newrelic-infra
newrelic/infrastructure-k8s
infrastructure-bundle
oneagent
pmm-client 7777
sysdig/agent
varnish 80 6081
frpc
ngrok 4040
cloudflared 2000
  \baccess\s(?:tcp|ssh|rdp) => ambassador outbound-proxy
dind 2375 2376
buildkit 1234
code-server 8080
filebrowser 80
crowdsec 8080 6060
logrotate
argoexec
  \binit\b => init other
beyla 8999
dogstatsd 8125
mongodb-agent
mongodb-agent-ubi

[sidecar log-shipper]
fluent-bit 2020 24224
aws-for-fluent-bit 2020 24224
fluentd 24224 24231
fluentd-kubernetes-daemonset 24224
fluentd-gcp
fluentd-elasticsearch 24224
td-agent 24224
vector 8686 9598
promtail 3101 9080
alloy 12345 4317 4318
grafana/agent 12345
filebeat 5066
filebeat-oss 5066
elastic-agent 6791
logstash 5044 9600
logstash-oss 5044 9600
splunk/universalforwarder 8089
fluentd-hec 24231
sumologic-fluentd 24321
sumologic/collector
logdna-agent
logagent
newrelic-fluentbit-output 2020
syslog-ng 514 601
rsyslog 514
kube-syslog-sidecar 514
google-fluentd
stackdriver-agent
fluentbit 2020 24224
logspout 80
k8ssandra/system-logger

[sidecar mesh-proxy]
proxyv2 15001 15006 15020 15021 15090
  \brouter\b => main app
  istio-iptables => init network-setup
istio/proxy 15001
proxy-debug 15001
linkerd/proxy 4143 4140 4190 4191
  proxy-init|iptables => init network-setup
  network-validator => init network-setup
linkerd-io/proxy 4143 4140 4190 4191
  proxy-init|iptables => init network-setup
  network-validator => init network-setup
buoyantio/linkerd 4140 9990
kuma-sidecar 9901 15001 15006
kuma-dp 9901 15001 15006
  transparent-proxy => init network-setup
consul-dataplane 20000 20200
consul-envoy 19000 20000
aws-appmesh-envoy 9901 15000 15001
osm-envoy 15000
daprd 3500 50001 3501 9090
nginx-mesh-sidecar 8887 8889
queue-proxy 8012 8013 8022 9090 9091
serving/cmd/queue 8012 8013 8022 9090 9091
kserve/agent 9081
kserve-agent 9081
llm-d-routing-sidecar 8000
traefik/mesh 5000
cilium/istio-proxy 15001
ziti-tunnel
ziti-edge-tunnel

[sidecar debug]
linkerd/debug
corfr/tcpdump

[sidecar auth-proxy]
oauth2-proxy 4180 4443 44180
kube-rbac-proxy 8443 9443 10443
oauth-proxy 8443 4180
keycloak-gatekeeper 3000
louketo-proxy 3000
gogatekeeper/gatekeeper 3000
traefik-forward-auth 4181
pomerium 443
vouch-proxy 9090
prom-label-proxy 8080 9095
basic-auth-reverse-proxy 8080
sigsci-agent
nginx-ldap-auth 8888
opa-envoy-plugin 9191 8181 8282
openpolicyagent/opa 8181 9191
authelia 9091
envoy-jwt-auth-helper 9010

[sidecar tls-proxy]
ghostunnel 8443
  \bclient\b => ambassador outbound-proxy
hitch 443

[sidecar file-sync]
git-sync 2020 1234
  one-time(?!=false)|ONE_TIME=(?:true|1)\b => init fetch-assets
rclone 5572
s3sync
s3-sync
kube-mgmt 8181
connect-sync 8081
mountpoint-s3
s3fs
gcs-fuse-csi-driver-sidecar-mounter
falcoctl
  artifact\sinstall => init fetch-assets
lsyncd

[sidecar config-reloader]
k8s-sidecar 8080
  METHOD=LIST => init fetch-assets
configmap-reload 9533
configmap-reloader 9533
prometheus-config-reloader 8080
nats-server-config-reloader
frr-reloader
confd
consul-template
  -once => init generate-config
kube-logging/config-reloader

[sidecar secrets-agent]
vault-agent 8200
bank-vaults 9091
conjur-authn-k8s-client
secrets-provider-for-k8s
spiffe-helper
  daemon-mode=false => init secrets-agent
envconsul
workload-identity/proxy 8000

[sidecar backup]
litestream 9090
  \brestore\b => init fetch-assets
restic
stash
kopia
clickhouse-backup 7171
wal-g
pgbackrest 8432
crunchy-pgbackrest 8432
kanister-tools
xtrabackup 3307
plugin-barman-cloud-sidecar
percona-backup-mongodb
postgres-backup-local
postgres-backup-s3
databack/mysql-backup
docker-volume-backup
borgmatic
k8ssandra/medusa 50051
cassandra-medusa 50051

[sidecar csi-helper]
csi-provisioner 8080
csi-attacher 8080
csi-snapshotter 8080
csi-resizer 8080
csi-node-driver-registrar 9809
driver-registrar 9809
node-driver-registrar 9809
cluster-driver-registrar
livenessprobe 9808
csi-liveness-probe 9808
csi-external-health-monitor-controller 8080
csi-external-health-monitor-agent

[sidecar leader-election]
leader-elector 4040
redis-sentinel 26379

[sidecar controller-helper]
addon-resizer
pod-nanny
cluster-proportional-autoscaler
shutdown-manager 8090
envoyshutdown 8090
`;
