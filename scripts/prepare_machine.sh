#!/bin/sh
# What the journeys need of the machine and pip cannot bring: Chromium, and PostgreSQL's server. On Debian or Ubuntu as root it is
# installed; elsewhere this says what is missing, and the tests that need it are skipped, saying so.
set -u
missing=""
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || missing="chromium"
command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing for the browser tests:$missing"
    # shellcheck disable=SC2086  # one word for each package
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
fi
echo "Not on this machine, so the tests that need it are skipped: $missing (on Debian or Ubuntu: sudo apt install $missing)" >&2
