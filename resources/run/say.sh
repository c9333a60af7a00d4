# How ./run talks: everything it says itself goes to stderr, so that `./run cli` leaves stdout to nescio-cli.
# shellcheck shell=bash disable=SC2034,SC2154  # variables are shared with `run` and its other parts

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

# need_value --option VALUE: for options that take one.
need_value() { (($# >= 2)) || fail "$1 needs a value."; }

quoted() {
    local text
    printf -v text '%q ' "$@"
    printf '%s' "${text% }"
}

# Runs a command that changes something; --dry-run names it instead. Its output goes to stderr.
change() {
    if [[ $dry_run == yes ]]; then
        say "would run: $(quoted "$@")"
    else
        "$@" >&2
    fi
}

# Runs a command whose output is the user's.
run_or_say() {
    if [[ $dry_run == yes ]]; then
        say "would run: $(quoted "$@")"
    else
        "$@"
    fi
}

# The command that ./run ends in: replaces this shell.
do_last() {
    if [[ $dry_run == yes ]]; then
        say "would run: $(quoted "$@")"
    else
        exec "$@"
    fi
}

# Asks yes or no on a terminal; elsewhere (CI, scripts) nobody can answer, and the answer is yes.
agreed() {
    [[ -t 0 && -t 2 ]] || return 0
    local answer
    read -r -p "$1 [Y/n] " answer
    [[ $answer != [nN]* ]]
}
