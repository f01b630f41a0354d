/** Shells, language runtimes and clients: what they do, only their command says. One line per repository. The format is described in product.ts. */
export const TOOLBOXES = String.raw`
[toolbox other]
busybox
alpine
bash
debian
ubuntu
centos
fedora
rockylinux
almalinux
oraclelinux
amazonlinux
ubi-minimal
ubi8
ubi9
ubi
wolfi-base
opensuse
minideb
os-shell
bitnami-shell
curl
alpine-curl
kubectl
  (?:^|\s)proxy\b => ambassador outbound-proxy
alpine/k8s
helm-kubectl
helm
k8s-kubectl
  (?:^|\s)proxy\b => ambassador outbound-proxy
git
aws-cli
azure-cli
cloud-sdk
google-cloud-cli
mc
netshoot
jessie-dnsutils
dnsutils
network-multitool
toolbox
agnhost
curl-jq
jq
yq
python
node
perl
ruby
golang
stress-ng
hello-world
mysql-client
postgres-client
psql
openssl
pause
sleep
docker 2375
  tag=\S*dind|\bdockerd\b => sidecar other
`;
