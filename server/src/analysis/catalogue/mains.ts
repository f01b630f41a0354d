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
rabbitmq 5672 15672
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
node-exporter 9100
blackbox-exporter 9115
snmp-exporter 9116
pushgateway 9091
loki-canary 3500
zipkin 9411
thanos 10901 10902
  (?:^|\s)sidecar\b => sidecar other
vault 8200
  (?:^|\s)agent\b => sidecar secrets-agent
  (?:^|\s)proxy\b => ambassador outbound-proxy
spire-agent
spire-server 8081
registry 5000
gitea 3000
ghost 2368
drupal 80
joomla 80
moodle 80
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
kong 8000 8443
  \bmigrations\b => init migrate
oryd/hydra 4444 4445
  \bmigrate\b => init migrate
tailscale/tailscale 41641
keycloak-config-cli
bind9 53
unbound 53
apisix 9080 9443
mimir 8080
cortex 9009
pyroscope 4040
jaegertracing/all-in-one 16686 14268 4317 4318
jaegertracing/jaeger 16686 4317 4318
jaeger-query 16686
jaeger-collector 14250 14268
opensearch-dashboards 5601
kiali 20001
victoria-logs 9428
vminsert 8480
vmselect 8481
vmstorage 8482
vmalert 8880
uptime-kuma 3001
dex 5556
goauthentik/server 9000 9443
zitadel 8080
vaultwarden 80
cockroach 26257 8080
timescaledb 5432
timescaledb-ha 5432
postgis 5432
pgvector 5432
postgresql-repmgr 5432
clickhouse-server 8123 9000
couchdb 5984
couchbase 8091
neo4j 7474 7687
arangodb 8529
tikv 20160
tidb 4000
yugabyte 7000 5433
questdb 9000
qdrant 6333 6334
weaviate 8080
milvus 19530
meilisearch 7700
typesense 8108
solr 8983
trino 8080
flink 8081
nifi 8080 8443
pulsar 6650 8080
redpanda 9092 8081 8082 9644
emqx 1883 8083
eclipse-mosquitto 1883
cp-schema-registry 8081
cp-kafka-connect 8083
cp-ksqldb-server 8088
cp-zookeeper 2181
kafka-ui 8080
akhq 8080
kafdrop 9000
mariadb-galera 3306
mongodb-sharded 27017
redis-cluster 6379
gitlab-ce 80
gitlab-runner
sonarqube 9000
nexus3 8081
harbor-core 8080
harbor-portal 8080
harbor-jobservice 8080
chartmuseum 8080
mattermost-team-edition 8065
odoo 8069
redmine 3000
matomo 80
mediawiki 80
phpmyadmin 80
adminer 8080
pgadmin4 80
mongo-express 8081
redis-commander 8081
redisinsight 5540
metabase 3000
home-assistant 8123
jellyfin 8096
qbittorrent 8080
sonarr 8989
radarr 7878
prowlarr 9696
sabnzbd 8080
paperless-ngx 8000
immich-server 2283
n8n 5678
directus 8055
graphql-engine 8080
postgrest 3000
mlflow 5000
jupyterhub/k8s-hub 8081
configurable-http-proxy 8000
ollama 11434
open-webui 8080
vllm-openai 8000
text-generation-inference 80
tritonserver 8000 8001 8002
tensorflow/serving 8500 8501
locust 8089
fortio 8080
syncthing 8384 22000
`;
