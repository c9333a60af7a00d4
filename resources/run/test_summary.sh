# What a run of the tests came to: counts, and why something was skipped.
# shellcheck shell=bash disable=SC2154  # variables are shared with `run` and its other parts

# test_summary BUILD: from the log that ctest leaves. A test that crashed has no totals; ctest has named it.
test_summary() {
    local log="$1/Testing/Temporary/LastTest.log"
    [[ $dry_run == no && -e $log ]] || return 0
    awk '/^SKIP   : / {
             test = $3
             sub(/\(.*/, "", test)
             sub(/^SKIP   : [^ (]+(\([^)]*\))? */, "")
             print $0 ": " test
         }' "$log" | sort -u |
        awk -F ': ' '{ tests[$1] = tests[$1] (tests[$1] == "" ? "" : ", ") $2 }
                     END { for (why in tests) print "skipped, " why ": " tests[why] }'
    awk '/^Totals: / { passed += $2; failed += $4; skipped += $6 }
         END { printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped }' "$log"
}
