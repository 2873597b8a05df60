# How many enter each stage and which share goes on: a panel a scenario, a centred bar a stage, one scale for all.
#     gnuplot -d -c plots/funnel.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: panel row entries share; mark 2i - 1 is the text of row i (of all panels) on the entries, mark 2i on the share
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
left = 220; top = 100; inner_left = 0; inner_right = 180; inner_top = 30; inner_bottom = 16; bottom = 30
rigid = 1
load here."look.gp"

stats DATA using 3 nooutput
most = STATS_max > 0 ? STATS_max : 1
set label 903 short(legend[1], width - 40, small_size) at screen X(24), screen Y(78) left font small textcolor rgb soft
set label 904 short(legend[2], width - 40, small_size) at screen X(24), screen Y(height - 18) left font small textcolor rgb soft
set border 0
unset grid
unset xtics
unset ytics
set multiplot
do for [i = 1:panels] {
    eval(place(i))
    set xrange [-most / 2:most / 2]
    set yrange [rows + 0.5:0.5]
    set label 1 panel_title(i) at screen X(x0(i)), screen Y(y0(i) - 14) left font medium textcolor rgb ink
    do for [r = 1:rows] {
        k = (i - 1) * rows + r
        if (column_of(i) == 0) {
            set label 1000 + r row_title(r, left - 16) at screen X(left - 12), first (unit[r] eq "" ? r : r - 7 * rows / panel_height) right font small textcolor rgb ink
            set label 1200 + r short(unit[r], left - 16, tiny_size) at screen X(left - 12), first r + 8 * rows / panel_height right font tiny textcolor rgb soft
        } else { unset label 1000 + r; unset label 1200 + r }
        set label 2000 + r mark[2 * k - 1] at screen X(x0(i) + panel_width + 6), first r left font small textcolor rgb ink
        set label 3000 + r mark[2 * k] at screen X(x0(i) + panel_width + 172), first r right font small textcolor rgb (dark ? blue : "#005A8C")
    }
    plot DATA using ($1 == i ? 0 : NaN):2:(-most / 2):(most / 2):($2 - 0.36):($2 + 0.36) with boxxyerror linecolor rgb trough, \
         DATA using ($1 == i ? 0 : NaN):2:(-$3 / 2):($3 / 2):($2 - 0.36):($2 + 0.36) with boxxyerror linecolor rgb blue
    eval(frame_off)
}
unset multiplot
set output
