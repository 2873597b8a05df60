#!/bin/sh
# check-layers sees every kind of breach, and nothing where there is none. Speaks TAP.
set -u

here=$PWD/tests/checks
top=${SCRATCH:-$(mktemp -d)}/layers
number=0

# A tree in which all is well, with what must not trip the check.
fresh_tree() {
    rm -rf "$top"
    mkdir -p "$top/sim/base" "$top/sim/model/law" "$top/sim/engine" "$top/sim/study" "$top/sim/report" "$top/sim/cli"
    cat >"$top/sim/base/parallel.c" <<'EOF'
#include <omp.h>
#pragma omp parallel for
int n = omp_get_num_procs();
EOF
    cat >"$top/sim/base/status.c" <<'EOF'
void f(void) { fprintf(stderr, "x"); abort(); }
EOF
    cat >"$top/sim/model/law/a.c" <<'EOF'
#include "base/arena.h"
#include "model/law/law.h"
/* printf("x"); exit(1); fork(); #pragma omp
   stderr getenv("HOME") */
const char *text = "printf(1) exit(2) \" system(3) stdout"; // abort()
int n = snprintf(out, 3, "x") + my_exit(1) + pk_printf(2) + fprintf(file, "y");
char quote = '"'; /* a comment */ char other = '\''; int k = sprintf(out, "/*");
EOF
    cat >"$top/sim/report/child.c" <<'EOF'
#include "base/arena.h"
#include "result/result.h"
int child = fork(); int n = execve(a, b, c); void f(void) { _exit(127); }
EOF
    cat >"$top/sim/cli/main.c" <<'EOF'
#include "report/gnuplot.h"
#include "study/compare.h"
int main(void) { printf("%s", getenv("HOME")); exit(1); }
EOF
}

result() {
    number=$((number + 1))
    echo "$1 $number - $2"
}

# sees FILE LINE WORDING: a breach planted at the end of FILE is found, once, at its line and with these words.
sees() {
    fresh_tree
    mkdir -p "$(dirname "$top/sim/$1")"
    printf '%s\n' "$2" >>"$top/sim/$1"
    line=$(wc -l <"$top/sim/$1")
    output=$(sh "$here/layers.sh" "$top" 2>&1)
    code=$?
    found=$(printf '%s\n' "$output" | grep -c "^sim/$1:$line: .*$3")
    if [ "$code" -eq 1 ] && [ "$found" -ge 1 ] && [ "$(printf '%s\n' "$output" | grep -c '^sim/')" -eq "$found" ]; then
        result ok "sees $2 in $1"
    else
        printf '%s\n' "$output" | sed 's/^/# /'
        result "not ok" "sees $2 in $1 (exit $code)"
    fi
}

fresh_tree
if output=$(sh "$here/layers.sh" "$top" 2>&1); then
    result ok "a good tree passes"
else
    printf '%s\n' "$output" | sed 's/^/# /'
    result "not ok" "a good tree passes"
fi

sees base/status.c '#include "model/model.h"' 'base/ may not include model/model.h'
sees model/law/a.c '#include "engine/run.h"' 'model/ may not include engine/run.h'
sees model/law/a.c '#  include "cli/main.h"' 'model/ may not include'
sees model/law/a.c '#include "report/table.h"' 'model/ may not include'
sees model/law/a.c '#include "law.h"' 'LAYER/file.h'
sees model/law/a.c '#include "../../cli/x.h"' 'LAYER/file.h'
sees study/b.c '#include "infer/chain.h"' 'study/ may not include'
sees report/child.c '#include "engine/run.h"' 'report/ may not include engine/run.h'
sees report/child.c '#include "model/model.h"' 'report/ may not include model/model.h'
sees report/child.c '#include "study/compare.h"' 'report/ may not include study/compare.h'
sees model/law/a.c '#include "result/result.h"' 'it may not see result/'
sees engine/c.c '#pragma omp simd' 'OpenMP'
sees engine/c.c '_Pragma("omp simd")' 'OpenMP'
sees engine/c.c '#include <omp.h>' 'OpenMP'
sees cli/main.c 'int n = omp_get_thread_num();' 'OpenMP'
sees cli/main.c 'int n = system("ls");' 'child.c'
sees report/chart.c 'FILE *f = popen("ls", "r");' 'child.c'
sees report/chart.c 'int n = fork ();' 'child.c'
sees engine/c.c 'void f(void) { printf("x"); }' 'only cli/ may'
sees engine/c.c 'void f(void) { fputs("x", stderr); }' 'only cli/ may print'
sees engine/c.c 'void f(void) { /* why */ exit(1); }' 'exit() ends'
sees report/chart.c 'void f(void) { _exit(1); }' '_exit() ends'
sees base/arena.c 'void f(void) { abort(); }' 'abort() ends'
sees base/arena.c 'char *home = getenv("HOME");' 'environment'
sees stray/d.c 'int n;' 'not a layer'
echo "1..$number"
