/** Products that carry an application's connections to the outside. One line per repository. The format is described in product.ts. */
export const AMBASSADORS = String.raw`
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
autossh
jpillora/chisel
cntlm 3128
shadowsocks-libev 8388 1080
netbirdio/netbird
`;
