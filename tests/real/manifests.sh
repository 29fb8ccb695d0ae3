#!/usr/bin/env bash
# The manifests of Kubernetes: what kustomize renders is read strictly, held against our rules, and complete by the schemas.
# Usage: manifests.sh WORK RESULTS, the folder for test results
set -uo pipefail
work=$1
results=$2
cd "$(dirname "$0")"
source ./checks.sh
tests=NumaBoot.Deployment.Tests

complete() {
  node required-fields.mjs "$work/models"
}

rendered() {
  kubectl kustomize "../../k8s/overlays/$1" | complete
}

# What is planted is a line that is left out.
without() {
  kubectl kustomize ../../k8s/overlays/production | grep -v "$1" | complete
}

rules() {
  dotnet build "$tests" -c Release -v q -nologo && dotnet format "$tests" --no-restore --verify-no-changes --severity warn &&
    dotnet test "$tests" --no-build -c Release --logger trx --results-directory "$results"
}

check "rules of manifests" rules
npm install --silent --no-audit --no-fund --prefix "$work/models" kubernetes-models@5.1.0 yaml@2.8.1 || exit 1
check "dev has every required field" rendered dev
check "production has every required field" rendered production
check "the example run has every required field" complete <../../k8s/examples/run.yaml
for field in "weight: 100" "selector:" "topologyKey:" "containerPort:"; do
  refuse "a manifest without $field is found" without "$field"
done
exit 0
