#!/usr/bin/env bash
# Kills the tool with signal 9 at random moments of plan, apply, push, report and in-place delivery, does each step again, and checks
# that nothing is lost, half-written or left behind:  tests/kills.sh [KILLS] [SEED]
set -euo pipefail
cd "$(dirname "$0")/.."
KILLS="${1:-200}" SEED="${2:-1}" exec dotnet test tests/ManifestMigrator.Tests --filter 'FullyQualifiedName~KillTests' --logger 'console;verbosity=detailed'
