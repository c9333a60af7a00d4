# `./run check`: the rules that machines can check, each a script in tests/checks/. `.ci/run` runs them all.
# shellcheck shell=bash disable=SC2034,SC2154  # variables are shared with `run` and its other parts

quick_checks=(layers names length shell format)
all_checks=("${quick_checks[@]}" tests clang tidy sanitizers fuzz)
packages_quick_checks="git clang-format-14 shellcheck"
packages_long_checks="clang-16 clang-tidy-16 libclang-rt-16-dev"

run_checks() {
    local names=("$@") name
    (($#)) || names=("${quick_checks[@]}")
    [[ ${1:-} != all ]] || names=("${all_checks[@]}")
    for name in "${names[@]}"; do
        [[ -e $root/tests/checks/$name.sh ]] || fail "There is no check '$name'; there are: ${all_checks[*]}."
    done
    # shellcheck disable=SC2086  # the names are words
    ensure_packages $packages_quick_checks
    # shellcheck disable=SC2046,SC2086  # the names are words
    [[ " ${quick_checks[*]} " == *" ${names[-1]} "* ]] ||
        ensure_packages $packages_long_checks $(needed_packages test)
    local failed=() report=()
    for name in "${names[@]}"; do run_check "$name"; done
    printf '%s\n' "${report[@]}" >&2
    ((${#failed[@]} == 0)) || fail "Checks that failed: ${failed[*]}"
}

run_check() {
    local start=$SECONDS outcome=passed
    say "== $1"
    run_or_say "$root/tests/checks/$1.sh" || { outcome=FAILED; failed+=("$1"); }
    report+=("$(printf '%-12s%-8s%2d:%02d' "$1" $outcome $(((SECONDS - start) / 60)) $(((SECONDS - start) % 60)))")
}
