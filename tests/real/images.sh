#!/usr/bin/env bash
# Builds the Dockerfile as it is. The official base images are not to be had here, so images of the same names stand in
# for them: a small Debian with this machine's .NET. That proves our file and not the official images.
# Usage: images.sh WORK, with podman set up; leaves the image numaboot:0.1.0.
set -euo pipefail
work=$1
cd "$(dirname "$0")/../.."
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")

# stand_in NAME FILE...: an image of the small system and these files of .NET.
stand_in() {
  local name=$1
  shift
  tar -c -C "$work/rootfs" . -C / "${@/#/${dotnet#/}/}" |
    podman import --quiet --change "ENV PATH=$dotnet:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" \
      --change "ENV DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1" - "$name" >/dev/null
}

if [ ! -f "$work/rootfs/.complete" ]; then
  debootstrap --variant=minbase --include=ca-certificates,libssl3,libstdc++6,zlib1g bookworm "$work/rootfs" >"$work/debootstrap.log" ||
    { tail -n 20 "$work/debootstrap.log" >&2; exit 1; }
  rm -rf "$work"/rootfs/var/cache/apt/* "$work"/rootfs/usr/share/{doc,man,locale}/*
  # Restoring packages within trusts whom this machine trusts.
  cat "${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}" >"$work/rootfs/etc/ssl/certs/ca-certificates.crt"
  chroot "$work/rootfs" useradd --uid 1654 --create-home app
  touch "$work/rootfs/.complete"
fi
stand_in mcr.microsoft.com/dotnet/aspnet:10.0 dotnet host shared
stand_in mcr.microsoft.com/dotnet/sdk:10.0 dotnet host shared packs sdk sdk-manifests templates

packages=$(dotnet nuget locals global-packages --list | sed 's/^[^/]*//')
mkdir -p "$packages"

# Health checks are no part of the OCI format, so the image is one of Docker's.
podman build --pull=never --format docker --network host --ulimit nofile=20000:20000 \
  -v "$packages:/root/.nuget/packages" --tag numaboot:0.1.0 . >"$work/build.log" 2>&1 ||
  { tail -n 40 "$work/build.log" >&2; exit 1; }
