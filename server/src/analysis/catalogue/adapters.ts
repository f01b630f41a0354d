/** Products that show an application to the outside in a standard form. One line per repository. The format is described in product.ts. */
export const ADAPTERS = `
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
pihole-exporter 9617
speedtest-exporter 9798
smartctl-exporter 9633
nut-exporter 9199
ssl-exporter 9219
x509-certificate-exporter 9793
kminion 8080
script-exporter 9172
windows-exporter 9182
postfix-exporter 9154
dovecot-exporter 9166
prometheus-nginxlog-exporter 4040
redis-sentinel-exporter 9355
minecraft-exporter 9150
`;
