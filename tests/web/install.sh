#!/bin/sh
# Puts playwright-core, which drives the browser of tests/web, into build/web. Needs npm and a network.
set -eu
cd "$(dirname "$0")/../.."
mkdir -p build/web
cp tests/web/package.json tests/web/package-lock.json build/web/
cd build/web
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
