/** Products that are made to prepare a pod and end. One line per repository. The format is described in product.ts. */
export const PREPARERS = `
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
kubernetes-entrypoint
wait-for-dependencies
opsfleet/depends-on

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
newrelic-dotnet-init
newrelic-node-init
newrelic-python-init
newrelic-ruby-init
newrelic-php-init
dd-lib-php-init
apm-agent-dotnet
apm-agent-python
appdynamics/java-agent
velero-plugin-for-vsphere
openshift-velero-plugin
mongodb-kubernetes-readinessprobe
mongodb-kubernetes-operator-version-upgrade-post-start-hook

[init generate-config]
gomplate
envsubst
confluent-init-container
cockroach-k8s-init
nats-boot-config
cass-config-builder

[init fetch-assets]
storage-initializer
rclone-storage-initializer
`;
