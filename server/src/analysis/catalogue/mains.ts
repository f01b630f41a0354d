/** Products that are the purpose of a pod rather than help. One line per repository. The format is described in product.ts. */
export const MAINS = String.raw`
[main app]
nginx 80 443 8080
nginx-unprivileged 8080
openresty 80
httpd 80
apache 80
caddy 80 443
traefik 80 443
envoy 10000 9901
haproxy 80 443 8404
redis 6379
  redis-sentinel|--sentinel|sentinel\.conf => sidecar leader-election
valkey 6379
keydb 6379
dragonfly 6379
memcached 11211
postgres 5432
postgresql 5432
mysql 3306
mariadb 3306
percona-server 3306
percona-xtradb-cluster 3306
mongo 27017
mongodb 27017
percona-server-mongodb 27017
cassandra 9042
scylla 9042
rabbitmq 5672
kafka 9092
cp-kafka 9092
zookeeper 2181
nats 4222
elasticsearch 9200
elasticsearch-oss 9200
opensearch 9200
kibana 5601
etcd 2379
consul 8500
minio 9000
keycloak 8080
jenkins 8080 50000
wordpress 80
php 9000
nextcloud 80
  cron\.sh => sidecar other
tomcat 8080
jetty 8080
openjdk
eclipse-temurin
amazoncorretto
prometheus 9090
alertmanager 9093
grafana 3000
loki 3100
tempo 3200
influxdb 8086
victoria-metrics 8428
vmagent 8429
vmauth 8427
coredns 53
kube-state-metrics 8080 8081
node-exporter 9100
blackbox-exporter 9115
snmp-exporter 9116
dcgm-exporter 9400
pushgateway 9091
loki-canary 3500
zipkin 9411
thanos 10901 10902
  (?:^|\s)sidecar\b => sidecar other
vault 8200
  (?:^|\s)agent\b => sidecar secrets-agent
  (?:^|\s)proxy\b => ambassador outbound-proxy
vault-k8s 8080
stakater/reloader 9090
cert-manager-controller 9402
external-dns 7979
ingress-nginx/controller 80 443
nginx-ingress-controller 80 443
istio/pilot 15010 15012
pilot 15010 15012
spire-agent
spire-server 8081
spiffe-csi-driver
snapshot-controller
volume-data-source-validator
registry 5000
gitea 3000
ghost 2368
drupal 80
joomla 80
moodle 80
argocd 8080
airflow 8080
  \bdb\s(?:init|migrate|upgrade)\b => init migrate
  check-migrations|db\scheck => init wait-for
superset 8088
temporal 7233
podinfo 9898 9999
hello-app 8080
echo-server 8080
http-echo 5678
whoami 80
httpbin 80
hubble-ui 8081
hubble-ui-backend 8090
kuma-cp
  \bmigrate\b => init migrate
kong 8000 8443
  \bmigrations\b => init migrate
oryd/hydra 4444 4445
  \bmigrate\b => init migrate
calico/node
cephcsi
  --type=liveness => sidecar csi-helper
flannel
cilium
kube2iam 8181
kiam-agent
tailscale/tailscale 41641
consul-k8s-control-plane
keycloak-config-cli
virt-launcher
bind9 53
unbound 53
`;
