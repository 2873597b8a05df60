# The rules of sim/: who may see whom, and what may be called where. Prints "file:line: why" for each breach and exits 1
# if there is one. Comments and the insides of strings do not count. Reads all source files, then as "-" what the
# compiler says that each of them sees, through whatever headers (the rules of gcc -MM).

BEGIN {
    # Which folders each may see besides itself.
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
    gnuplot = "sim/report/gnuplot.c" # its child must leave when gnuplot cannot be started
}

FILENAME == "-" {
    check_rule($0)
    next
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
    if (!in_comment && $0 ~ /^[ \t]*#[ \t]*include[ \t]*["<]/) {
        include = $0
        sub(/^[^"<]*["<]/, "", include)
        sub(/[">].*/, "", include)
        line_of[FILENAME, include] = FNR
    }
    code = without_comments($0)
    if (include != "" && $0 ~ /include[ \t]*"/ && !(layer_of(include) in layers))
        breach("\"" include "\" is not written as LAYER/file.h")
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

function layer_of(path) {
    sub(/\/.*/, "", path)
    return path
}

# One line of a rule "file.o: sim/base/file.c sim/base/file.h ... \": the file itself, then what it sees.
function check_rule(line,    words, i, name) {
    split(line, words, " ")
    for (i = 1; i in words; i++) {
        if (words[i] ~ /:$/) {
            main = ""
            nseen = 0
            continue
        }
        name = words[i]
        sub(/^sim\//, "", name)
        if (main == "")
            main = name
        seen[++nseen] = name
        check_sight(name)
    }
}

function check_sight(name,    from, to) {
    from = layer_of(main)
    to = layer_of(name)
    if (from != to && (to in layers) && !((from, to) in may_see))
        tell_sight(name, from, to)
}

# Where the include stands by which it is seen: in the file itself or in a header that it has seen before.
function tell_sight(name, from, to,    i, place) {
    for (i = nseen - 1; i > 0; i--)
        if (("sim/" seen[i], name) in line_of)
            place = "sim/" seen[i] ":" line_of["sim/" seen[i], name]
    if (place == "")
        place = "sim/" main ":1"
    if (!((place, from, name) in told))
        print place ": " from "/ may not see " name ", and " main " does"
    told[place, from, name] = 1
    breaches++
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
