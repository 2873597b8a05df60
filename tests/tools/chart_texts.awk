# Whether the texts of a chart can be read: awk -f chart_texts.awk NAME.labels.tsv NAME.svg [NAME.labels.tsv NAME.svg]...
# prints a line for each text that overlaps another, that leaves the picture, that is empty of all but its ellipsis, or that
# is a cut of two different labels, and for each axis with the same number at two ticks; exits 1 where there is one. Without a browser: how wide a text is, is told by the
# widths of DejaVu Sans, the widest of the usual fonts. `-v least=7` asks for letters of as many pixels.
# Reads bytes (LC_ALL=C): a letter of several bytes is counted at its first.
BEGIN {
    split("318 401 460 838 636 950 780 275 390 390 500 838 318 361 318 337 636 636 636 636 636 636 636 636 636 636 337 337 " \
          "838 838 838 531 1000 684 686 698 770 632 575 775 752 295 295 656 557 863 748 787 603 787 695 635 611 732 684 989 " \
          "685 611 685 390 337 390 838 500 500 613 635 550 635 615 352 635 634 278 278 579 278 974 634 612 635 635 411 521 " \
          "392 634 592 818 592 592 525 636 337 636 838", widths, " ")
    for (i = 32; i < 127; i++) { width_of[sprintf("%c", i)] = widths[i - 31] / 1000 }
    # Others that charts have, by their bytes: no-break space, middle dot, en dash, ellipsis, arrow, minus, marks.
    width_of["\302\240"] = width_of["\302\267"] = 0.318
    width_of["\342\200\223"] = 0.5
    width_of["\342\200\246"] = 1
    width_of["\342\206\222"] = width_of["\342\210\222"] = 0.838
    usual = 0.62 # of a letter that is not listed; capitals with dots are as wide as others
    slack = 0.15 # of the size of type: by so much two texts may overlap in both directions
    ellipsis = "\342\200\246"
}
# A picture, or its labels, begins.
FNR == 1 {
    check()
    texts = 0
    if (FILENAME ~ /\.tsv$/) { labels = 0; delete label; delete label_key } else { picture = FILENAME }
}
FILENAME ~ /\.tsv$/ {
    split($0, field, "\t")
    if (field[1] !~ /^number_/) { note_label(field[1], field[3]) }
    next
}
/viewBox="0 0 / { picture_width = number_after($0, "viewBox=\"0 0 "); picture_height = number_after($0, "viewBox=\"0 0 [0-9.]* ") }
/<g transform="translate\(/ {
    x = number_after($0, "translate\\("); y = number_after($0, "translate\\([-0-9.]*,")
    turn = $0 ~ /rotate\(/ ? number_after($0, "rotate\\(") : 0
    size = number_after($0, "font-size=\"")
    anchor = $0 ~ /text-anchor="end"/ ? 1 : $0 ~ /text-anchor="middle"/ ? 0.5 : 0
}
/<g transform="translate\(/ { before_tick = $0 ~ /<path .*<g transform/ }
/<text>.*<\/text>/ {
    text = $0
    tick = before_tick
    sub(/^.*<text>/, "", text)
    sub(/<\/text>.*$/, "", text)
    add(plain(text))
}
END { check(); exit faults > 0 }

# A label on several lines is told apart by all of them, and where polku cut it.
function note_label(key, text) {
    if (text !~ /\\n/) { labels++; label_key[labels] = key; label[labels] = drawn(text) }
}
function number_after(s, what) {
    return match(s, what) ? substr(s, RSTART + RLENGTH) + 0 : 0
}
# A text of a picture, and of a label file, as it is seen.
function plain(s) {
    gsub(/&#x26;/, "\\&", s); gsub(/&#x3E;|&gt;/, ">", s); gsub(/&lt;/, "<", s); gsub(/&quot;/, "\"", s); gsub(/&amp;/, "\\&", s)
    return s
}
function drawn(s) {
    gsub(/^"|"$/, "", s); gsub(/\\042/, "\"", s); gsub(/\\047/, "'", s); gsub(/\\\\/, "\\", s)
    return s
}
function width(s,   i, n, sum, letter, byte) {
    n = length(s)
    for (i = 1; i <= n; i++) {
        byte = substr(s, i, 1)
        if (byte < "\200") { sum += width_of[byte]; continue }
        letter = byte
        while (i < n && substr(s, i + 1, 1) >= "\200" && substr(s, i + 1, 1) < "\300") { letter = letter substr(s, ++i, 1) }
        sum += letter in width_of ? width_of[letter] : usual
    }
    return sum
}
# The box of a text, from the foot of its letters to their head, turned by quarters.
function add(s,   wide, before, above, below) {
    if (s ~ /^ *$/) { return }
    texts++
    shown[texts] = s
    is_tick[texts] = tick; at_x[texts] = x; at_y[texts] = y
    sizes[texts] = size
    wide = width(s) * size; before = anchor * wide; above = 0.73 * size; below = 0.2 * size
    if (turn == 270 || turn == -90) { box(texts, x - above, y + before - wide, x + below, y + before) }
    else if (turn == 90) { box(texts, x - below, y - before, x + above, y - before + wide) }
    else { box(texts, x - before, y - above, x - before + wide, y + below) }
}
function box(i, x0, y0, x1, y1) { left[i] = x0; top[i] = y0; right[i] = x1; bottom[i] = y1 }
function fault(what) { faults++; print picture ": " what }
function check(   i, j, slack_) {
    for (i = 1; i <= texts; i++) {
        slack_ = slack * sizes[i]
        if (left[i] < -slack_ || top[i] < -slack_ || right[i] > picture_width + slack_ || bottom[i] > picture_height + slack_) {
            fault("\"" shown[i] "\" leaves the picture")
        }
        if (shown[i] == ellipsis) { fault("a text is cut to its ellipsis") }
        if (sizes[i] < least) { fault("\"" shown[i] "\" has letters of " sizes[i] " pixels") }
        for (j = 1; j < i; j++) { if (overlap(i, j)) { fault("\"" shown[j] "\" overlaps \"" shown[i] "\"") } }
        cut_of_two(shown[i])
        if (i > 1 && is_tick[i] && is_tick[i - 1] && shown[i] == shown[i - 1] && shown[i] ~ /[0-9]/ &&
            (at_x[i] == at_x[i - 1]) != (at_y[i] == at_y[i - 1])) { fault("\"" shown[i] "\" is at two ticks of an axis") }
    }
    texts = 0
}
function overlap(i, j,   slack_) {
    slack_ = slack * (sizes[i] < sizes[j] ? sizes[i] : sizes[j])
    # The same text on itself is one with a rim.
    if (shown[i] == shown[j] && near(left[i], left[j], slack_) && near(top[i], top[j], slack_)) { return 0 }
    return left[i] < right[j] - slack_ && left[j] < right[i] - slack_ && top[i] < bottom[j] - slack_ && top[j] < bottom[i] - slack_
}
function near(a, b, by) { return a - b <= by && b - a <= by }
# A cut text that stands for two labels of one kind: neither is shown by another text.
function cut_of_two(s,   i, j, n, found) {
    if (index(s, ellipsis) == 0) { return }
    for (i = 1; i <= labels; i++) { if (shows(s, label[i]) && !apart(s, label[i])) { found[++n] = i } }
    for (i = 2; i <= n; i++) {
        for (j = 1; j < i; j++) {
            if (label_key[found[i]] == label_key[found[j]] && label[found[i]] != label[found[j]]) {
                fault("\"" s "\" is \"" label[found[j]] "\" or \"" label[found[i]] "\"")
                return
            }
        }
    }
}
function shows(s, label,   at, head, tail) {
    at = index(s, ellipsis)
    if (at == 0) { return s == label }
    head = substr(s, 1, at - 1); tail = substr(s, at + 3)
    return length(label) >= length(head) + length(tail) && substr(label, 1, length(head)) == head &&
        substr(label, length(label) - length(tail) + 1) == tail
}
# Whether another text, and not this one alone, shows the label.
function apart(s, label,   i) {
    for (i = 1; i <= texts; i++) { if (shown[i] != s && shows(shown[i], label)) { return 1 } }
    return 0
}
