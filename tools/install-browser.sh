#!/bin/sh
# Install Debian's Chromium for the page tests when no Chromium is on PATH.
set -eu
if command -v chromium >/dev/null 2>&1; then exit 0; fi
if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" != 0 ]; then
    echo "No chromium on PATH. Install it with your package manager; the browser tests cannot run without it." >&2
    exit 1
fi
echo "Installing Chromium for the browser tests (once) ..."
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends chromium fonts-noto-core >/dev/null
