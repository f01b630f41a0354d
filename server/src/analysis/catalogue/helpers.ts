/** Products that help a main container, in the format that product.ts describes. One line per repository. */
export const HELPERS = String.raw`
[adapter metrics-exporter]
redis-exporter 9121
postgres-exporter 9187
crunchy-postgres-exporter 9187
mysqld-exporter 9104
mongodb-exporter 9216
memcached-exporter 9150
nginx-prometheus-exporter 9113
nginx-exporter 9113
nginx-vts-exporter 9913
apache-exporter 9117
php-fpm-exporter 9253
rabbitmq-exporter 9419 9090
elasticsearch-exporter 9114 9108
jmx-prometheus-exporter 5556
kafka-prometheus-jmx-exporter 5556
jmx-exporter 5556
kafka-exporter 9308
kafka-lag-exporter 8000
burrow-exporter 8080
prometheus-nats-exporter 7777
nats-exporter 7777
statsd-exporter 9102 9125
graphite-exporter 9108 9109
collectd-exporter 9103 25826
influxdb-exporter 9122
haproxy-exporter 9101
consul-exporter 9107
cassandra-exporter 8080
prometheus-to-sd 6061
stackdriver-prometheus-sidecar 9091
logstash-exporter 9198
beat-exporter 9479
metricbeat
nextcloud-exporter 9205
pgbouncer-exporter 9127
process-exporter 9256
squid-exporter 9301
mtail 3903
grok-exporter 9144
varnish-exporter 9131
zookeeper-exporter 9141
couchdb-prometheus-exporter 9984
couchbase-exporter 9091
uwsgi-exporter 9117
aerospike-prometheus-exporter 9145
altinity/metrics-exporter 8888
clickhouse-exporter 9116
openldap-exporter 9330
bind-exporter 9119
unbound-exporter 9167
celery-exporter 9808 9540
exportarr 9707
proxysql-exporter 42004
solr-prometheus-exporter 9983
mc-monitor 8080
ipmi-exporter 9290
cloudwatch-exporter 9106
kubernetes-event-exporter 2112
harbor-exporter 8001
sql-exporter 9399 9237
json-exporter 7979
k8s-dns-sidecar 10054
dnsmasq-exporter 9153
ceph-exporter 9926
openvpn-exporter 9176
wireguard-exporter 9586
prometheus-wireguard-exporter 9586
oracledb-exporter 9161
pgpool2-exporter 9719
valkey-exporter 9121

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

[sidecar log-shipper]
fluent-bit 2020 24224
aws-for-fluent-bit 2020 24224
percona/fluentbit
perconalab/fluentbit
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
  one-time => init fetch-assets
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

[ambassador db-proxy]
cloud-sql-proxy 5432 3306 1433
gce-proxy 5432 3306
alloydb-auth-proxy 5432
pgbouncer 6432 5432
odyssey 6432
pgpool 9999 5432
pgpool2 9999 5432
pgcat 6432
twemproxy 22121 22222
nutcracker 22121 22222
mcrouter 5000 11211
predixy 7617
redis-cluster-proxy 7777
proxysql 6033 6032
mysql-router 6446 6447
community-router 6446 6447
maxscale 3306 8989
mongos 27017
secretless-broker 5432 3306

[ambassador outbound-proxy]
aws-sigv4-proxy 8005 8080
fips-proxy 9803 9804 9805 9806 9807 9808 9809 9810
kubectl-proxy 8001
kubeapi-proxy 8001
squid 3128
privoxy 8118
tinyproxy 8888
socat
stunnel 443
  client\s*=\s*no => sidecar tls-proxy
cp-kafka-rest 8082
temporal-proxy 7233
gluetun 8888 8388 8000
wireguard 51820
openvpn-client
openvpn
gateway-sidecar
pod-gateway

[init wait-for]
k8s-wait-for
wait4x
wait-for-it
wait-for
waisbrot/wait
dockerize
  -template => init generate-config
init-wait
network-connectivity-checker

[init migrate]
flyway
liquibase
migrate
dbmate
arigaio/atlas
goose
sqitch
alembic
sql-migrate
skeema
migrate-mongo
migrator
schemahero

[init network-setup]
proxy-init
kuma-init
appmesh-proxy-route-manager
aws-appmesh-proxy-route-manager
openservicemesh/init
istio/init
nginx-mesh-init
workload-identity/proxy-init

[init copy-binaries]
autoinstrumentation-java
autoinstrumentation-nodejs
autoinstrumentation-python
autoinstrumentation-dotnet
autoinstrumentation-go
autoinstrumentation-apache-httpd
dd-lib-java-init
dd-lib-js-init
dd-lib-python-init
dd-lib-dotnet-init
dd-lib-ruby-init
newrelic-java-init
apm-agent-java
apm-agent-nodejs
splunk-otel-instrumentation-java
velero-plugin-for-aws
velero-plugin-for-gcp
velero-plugin-for-microsoft-azure
velero-plugin-for-csi
calico/cni
install-cni
flannel-cni-plugin
pod2daemon-flexvol
amazon-k8s-cni-init
cos-gpu-installer
nvidia-driver-installer
mongodb-install
vault-env

[init generate-config]
gomplate
envsubst
confluent-init-container
cockroach-k8s-init
nats-boot-config

[init fetch-assets]
storage-initializer
`;
