# The rules of sim/: who may include whom, and what may be called where. Prints "file:line: why" for each breach and
# exits 1 if there is one. Comments and the insides of strings do not count.

BEGIN {
    # Which folders each may include besides itself.
    layer("base", "")
    layer("result", "base")
    layer("response", "base")
    layer("model", "base response")
    layer("engine", "base response model result")
    layer("infer", "base response model result engine")
    layer("study", "base response model result engine")
    layer("report", "base result") # the results and nothing of how they came about
    layer("cli", "base response model result engine infer study report")

    # What a call is called, and the one place that may do it ("" for none).
    split("fork vfork system popen posix_spawn posix_spawnp execl execle execlp execv execve execvp execvpe", names, " ")
    for (i in names)
        starts_process[names[i]] = 1
    split("printf vprintf puts putchar perror putc_unlocked vdprintf psignal err errx warn warnx verr vwarn", names, " ")
    for (i in names)
        prints[names[i]] = 1
    split("exit _exit _Exit quick_exit abort", names, " ")
    for (i in names)
        leaves[names[i]] = 1
    split("getenv secure_getenv setenv putenv unsetenv", names, " ")
    for (i in names)
        reads_environment[names[i]] = 1

    broken_invariants = "sim/base/status.c" # aborts with file and line, or ends where memory does, and says so
    parallel_loop = "sim/base/parallel.c"
    gnuplot = "sim/report/child.c" # its child must leave when gnuplot cannot be started
}

FNR == 1 {
    in_comment = 0
    folder = FILENAME
    sub(/^sim\//, "", folder)
    sub(/\/.*/, "", folder)
    if (!(folder in layers))
        breach("sim/" folder "/ is not a layer")
}

{
    include = ""
    if (!in_comment && $0 ~ /^[ \t]*#[ \t]*include[ \t]*"/) {
        include = $0
        sub(/^[^"]*"/, "", include)
        sub(/".*/, "", include)
    }
    code = without_comments($0)
    if (include != "")
        check_include(include)
    check_openmp(code)
    check_calls(code)
}

END {
    exit breaches > 0
}

function layer(name, sees,    i, seen) {
    layers[name] = 1
    split(sees, seen, " ")
    for (i in seen)
        may_see[name, seen[i]] = 1
}

function breach(why) {
    print FILENAME ":" FNR ": " why
    breaches++
}

# The line with comments and the contents of strings and character constants taken out.
function without_comments(line,    out, c, quote) {
    out = ""
    while (line != "") {
        if (in_comment) {
            if (!match(line, /\*\//))
                return out
            line = substr(line, RSTART + 2)
            in_comment = 0
            continue
        }
        if (!match(line, /\/\*|\/\/|["']/))
            return out line
        out = out substr(line, 1, RSTART - 1)
        c = substr(line, RSTART, RLENGTH)
        line = substr(line, RSTART + RLENGTH)
        if (c == "/*")
            in_comment = 1
        else if (c == "//")
            return out
        else
            line = after_string(line, c)
    }
    return out
}

function after_string(line, quote) {
    while (line != "") {
        if (substr(line, 1, 1) == "\\")
            line = substr(line, 3)
        else if (substr(line, 1, 1) == quote)
            return substr(line, 2)
        else
            line = substr(line, 2)
    }
    return ""
}

function check_include(path,    to) {
    to = path
    sub(/\/.*/, "", to)
    if (!(to in layers)) {
        breach("\"" path "\" is not written as LAYER/file.h")
        return
    }
    if (to != folder && !((folder, to) in may_see))
        breach(folder "/ may not include " path ": it may not see " to "/")
}

function check_openmp(code) {
    if (FILENAME == parallel_loop)
        return
    if (code ~ /_Pragma[ \t]*\(/ && $0 ~ /"omp/)
        breach("OpenMP belongs in " parallel_loop)
    if (code ~ /#[ \t]*pragma[ \t]+omp|<omp\.h>|(^|[^A-Za-z0-9_])omp_[a-z_]+[ \t]*\(/)
        breach("OpenMP belongs in " parallel_loop)
}

function check_calls(code,    rest, name) {
    if (folder != "cli" && FILENAME != broken_invariants && code ~ /(^|[^A-Za-z0-9_])(stdout|stderr)([^A-Za-z0-9_]|$)/)
        breach("only cli/ may print")
    rest = code
    while (match(rest, /[A-Za-z_][A-Za-z0-9_]*[ \t]*\(/)) {
        name = substr(rest, RSTART, RLENGTH)
        sub(/[ \t]*\($/, "", name)
        rest = substr(rest, RSTART + RLENGTH)
        check_call(name)
    }
}

function check_call(name) {
    if ((name in starts_process) && FILENAME != gnuplot)
        breach(name "() belongs in " gnuplot ", the only file that starts a process")
    if (folder == "cli")
        return
    if (name in prints)
        breach(name "() prints, and only cli/ may")
    if ((name in leaves) && !((name == "abort" || name == "_exit") && FILENAME == broken_invariants) && !(name == "_exit" && FILENAME == gnuplot))
        breach(name "() ends the program, and only cli/ may")
    if (name in reads_environment)
        breach(name "() reads the environment, and only cli/ may")
}
