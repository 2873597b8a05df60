# Is PRINTED what is SHOWN? Lines `…` in SHOWN stand for any lines, none too.
#   awk -f shown.awk SHOWN PRINTED
# Prints nothing and exits 0 when it is; else says where they part, and exits 1.
FILENAME == ARGV[1] { shown[++nshown] = $0; next }
{ printed[++nprinted] = $0 }

# Whether shown[i..] fits printed[j..]; remembers the furthest place where they parted.
function fits(i, j, k) {
    while (i <= nshown && shown[i] != "…") {
        if (j > nprinted || shown[i] != printed[j]) {
            if (i > far_shown) { far_shown = i; far_printed = j }
            return 0
        }
        i++
        j++
    }
    if (i > nshown) {
        if (j > nprinted) return 1
        if (i > far_shown) { far_shown = i; far_printed = j }
        return 0
    }
    for (k = j; k <= nprinted + 1; k++)
        if (fits(i + 1, k)) return 1
    return 0
}
END {
    if (fits(1, 1)) exit 0
    print "shown:   " (far_shown > nshown ? "nothing more" : shown[far_shown])
    print "printed: " (far_printed > nprinted ? "nothing more" : printed[far_printed])
    exit 1
}
