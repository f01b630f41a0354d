/** What a cluster itself is made of, and what watches over it: the purpose of its pods. One line per repository. The format is described in product.ts. */
export const CLUSTER_COMPONENTS = String.raw`
[main app]
kube-state-metrics 8080 8081
dcgm-exporter 9400
vault-k8s 8080
stakater/reloader 9090
cert-manager-controller 9402
external-dns 7979
ingress-nginx/controller 80 443
nginx-ingress-controller 80 443
istio/pilot 15010 15012
pilot 15010 15012
spiffe-csi-driver
snapshot-controller
volume-data-source-validator
argocd 8080
kuma-cp
  \bmigrate\b => init migrate
calico/node
cephcsi
  --type=liveness => sidecar csi-helper
flannel
cilium
kube2iam 8181
kiam-agent
consul-k8s-control-plane
virt-launcher
kubernetes-ingress-controller 8000 8443
nginx-ingress 80 443
contour 8000 8001
apisix-ingress-controller 8080
emissary 8080 8443
aws-load-balancer-controller 9443
metallb/controller 7472
metallb/speaker 7472
kube-vip
argo-rollouts 8090
workflow-controller 9090
source-controller 9090
kustomize-controller 8080
helm-controller 8080
notification-controller 9090
image-reflector-controller 8080
image-automation-controller 8080
serving/cmd/activator 8012 8013
serving/cmd/autoscaler 8080
serving/cmd/controller
serving/cmd/webhook 8443
prometheus-operator 8080
prometheus-adapter 6443
metrics-server 4443 10250
node-problem-detector 20257
goldpinger 8080
kubernetesui/dashboard 8443
kubernetesui/metrics-scraper 8000
headlamp 4466
falcosecurity/falco 8765
falcosidekick 2801
openpolicyagent/gatekeeper 8443
kyverno 9443
external-secrets 8080
sealed-secrets-controller 8080
hostpathplugin
nfsplugin
smbplugin
aws-ebs-csi-driver
aws-efs-csi-driver
gcp-compute-persistent-disk-csi-driver
azuredisk-csi
azurefile-csi
cinder-csi-plugin
local-path-provisioner
nfs-subdir-external-provisioner
longhorn-manager 9500
longhorn-ui 8000
rook/ceph
velero/velero 8085
cloudnative-pg 8080 9443
kedacore/keda
keda-metrics-apiserver 6443
kube-apiserver 6443
kube-controller-manager 10257
kube-scheduler 10259
kube-proxy 10256
cluster-autoscaler 8085
descheduler 10258
vpa-recommender 8942
vpa-updater 8943
vpa-admission-controller 8000
k8s-dns-node-cache 53
calico/kube-controllers
calico/typha 5473
multus-cni
kindnetd
aws-cloud-controller-manager
openstack-cloud-controller-manager
k8s-device-plugin
gpu-feature-discovery
node-feature-discovery
opentelemetry-operator 8080
datadog/cluster-agent 5005
datadoghq/cluster-agent 5005
registry.datadoghq.com/cluster-agent 5005
`;
