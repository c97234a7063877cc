#!/usr/bin/env bash
# Installs Debian's chromium for the tests of the console, unless a browser is there. Exits with 3 where that is not possible.
set -euo pipefail
for browser in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
  command -v "$browser" >/dev/null && exit 0
done
if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
  echo 'Chromium cannot be installed here by itself (that takes Debian or Ubuntu, and root): install Chrome or Chromium by hand.' >&2
  exit 3
fi
apt-get update -q || true
# The browser without windows is Debian's alone.
browser=chromium
[ -z "$(apt-cache madison chromium-headless-shell)" ] || browser=chromium-headless-shell
DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$browser" fonts-liberation
