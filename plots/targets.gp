# The chance of meeting each target: a panel a target, a row a scenario; of one scenario one panel, a row a target.
#     gnuplot -d -c plots/targets.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: panel row p_met
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
left = 300; top = 76; inner_left = 0; inner_right = 56; inner_top = 44; inner_bottom = 40
load here."look.gp"

# A long target on two lines, cut at the last space that fits; the second keeps what tells it from the other targets.
space(s, n) = n < 2 ? 0 : s[n:n] eq " " ? n : space(s, n - 1)
upper(s, pixels) = (n_ = within(s, pixels, small_size), n_ >= strlen(s) ? 0 : space(s, n_ + 1))
second(s, cut, pixels) = cut + kept(s[cut + 1:*], pixels, small_size)
two(s, cut, turn, pixels) = cut < 2 ? fit_apart(s, turn, pixels, small_size) : \
    safe(s[1:cut - 1])."\n".fit_apart(s[cut + 1:*], turn > cut ? turn - cut : 0, pixels, small_size)
two_panel(i, pixels) = (u_ = upper(panel[i], pixels), two(panel[i], u_, turn_panel(i, second(panel[i], u_, pixels)), pixels))
two_row(r, pixels) = (u_ = upper(row[r], pixels), two(row[r], u_, turn_row(r, second(row[r], u_, pixels)), pixels))

set border 1
if (TERMINAL ne "dumb") { set grid xtics noytics }
set multiplot
do for [i = 1:panels] {
    eval(place(i))
    set xrange [0:1]
    set yrange [rows + 0.5:0.5]
    unset ytics
    set xtics ("0" 0, "25".percent 0.25, "50".percent 0.5, "75".percent 0.75, "100".percent 1)
    set label 1 (panels > 1 ? two_panel(i, cell_width - 16) : panel_title(i)) at screen X(x0(i)), screen Y(y0(i) - 20) left font (panels > 1 ? small : medium) textcolor rgb ink
    do for [r = 1:rows] {
        if (column_of(i) == 0) { set label (1000 + r) (panels > 1 ? row_title(r, left - 16) : two_row(r, left - 16)) at screen X(left - 12), first r right font small textcolor rgb ink }
        else { unset label 1000 + r }
        set label 2000 + r mark[(i - 1) * rows + r] at screen X(x0(i) + panel_width + 8), first r left font small textcolor rgb ink
    }
    plot DATA using ($1 == i ? 0.5 : NaN):2:(0):(1):($2 - 0.28):($2 + 0.28) with boxxyerror linecolor rgb trough, \
         DATA using ($1 == i ? $3 / 2 : NaN):2:(0):3:($2 - 0.28):($2 + 0.28) with boxxyerror linecolor rgb blue
    eval(frame_off)
}
unset multiplot
set output
