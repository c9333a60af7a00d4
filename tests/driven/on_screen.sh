#!/usr/bin/env bash
# on_screen.sh PROGRAM ARGS: runs a test on an X server of its own, where this machine has one, so that pointer and keys
# are real. Without, the test runs offscreen and says itself that it was skipped.
set -euo pipefail
if command -v xvfb-run >/dev/null && command -v xdotool >/dev/null; then
    QT_QPA_PLATFORM=xcb exec xvfb-run -a -s "-screen 0 1600x900x24" "$@"
fi
QT_QPA_PLATFORM=offscreen exec "$@"
