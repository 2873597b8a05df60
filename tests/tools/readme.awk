# Takes a README apart for tests/cli/readme.sh: what a reader would type, and what is shown for it.
#   awk -v folder=PARTS -f readme.awk README.md
# PARTS/steps gets a line a step, in order: `file PATH PART` (a block whose first line is `# PATH`, to be written) or
# `run PART LINE` (a line `$ command` of a console block; PART.command, and PART.shown: what is printed below it).
# Complaints about blocks that no test could follow go to stdout.
function part() { return sprintf("%s/%03d", folder, ++count) }
function begin_command(text) {
    name = part()
    print "run", name, NR >(folder "/steps")
    print text >(name ".command")
    printf "" >(name ".shown")
}
/^```/ {
    if (inside) { inside = 0; kind = ""; target = ""; next }
    inside = 1; first = 1; kind = substr($0, 4); name = ""
    next
}
!inside {
    if (/^    (\$ |\.\/polku |polku |make )/) print FILENAME ":" NR ": a command outside of a ```console block"
    next
}
first && /^# [^ ]+\.(yaml|csv)$/ {
    target = part()
    print "file", $2, target >(folder "/steps")
}
{ first = 0 }
target != "" { print >target; next }
kind == "console" && /^\$ / { begin_command(substr($0, 3)); next }
kind == "console" && name == "" { print FILENAME ":" NR ": a console block begins with a line `$ command`" }
kind == "console" { print >(name ".shown"); next }
/^(\$ |\.\/polku |polku |make )/ { print FILENAME ":" NR ": a command outside of a ```console block" }
