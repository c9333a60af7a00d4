# What a run of the tests came to: counts, and why something was skipped.
# shellcheck shell=bash disable=SC2154  # variables are shared with `run` and its other parts

# test_summary LOG: of the log that ctest leaves. A test without Qt Test's totals, a script or one that crashed,
# counts as one.
test_summary() {
    [[ -e $1 ]] || return 0
    awk '/^SKIP   : / {
             test = $3
             sub(/\(.*/, "", test)
             sub(/^SKIP   : [^ (]+(\([^)]*\))? */, "")
             print $0 ": " test
         }' "$1" | sort -u |
        awk -F ': ' '{ tests[$1] = tests[$1] (tests[$1] == "" ? "" : ", ") $2 }
                     END { for (why in tests) print "skipped, " why ": " tests[why] }'
    awk '/^[0-9]+\/[0-9]+ Testing: / { counted = 0 }
         /^Totals: / { passed += $2; failed += $4; skipped += $6; counted = 1 }
         /^Test Passed\.$/ && !counted { ++passed }
         /^Test Failed\.$/ && !counted { ++failed }
         END { printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped }' "$1"
}
