# How many enter each stage: a panel a scenario, a centred bar a stage, one scale for all.
#     gnuplot -d -c plots/funnel.gp DATA LABELS OUT [svg|png|pdf|dumb|sixel [WIDTHxHEIGHT [LOOK]]]
# DATA: panel row entries
DATA = ARG1; LABELS = ARG2; OUT = ARG3; TERMINAL = ARG4; SIZE = ARG5; LOOK = ARG6; here = ""
do for [i = 1:strlen(ARG0)] { if (ARG0[i:i] eq "/") { here = ARG0[1:i] } }
left = 220; top = 80; inner_left = 0; inner_right = 108; inner_top = 30; inner_bottom = 16
load here."look.gp"

stats DATA using 3 nooutput
most = STATS_max > 0 ? STATS_max : 1
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
        if (column_of(i) == 0) { set label 1000 + r row_title(r, left - 16) at screen X(left - 12), first r right font small textcolor rgb ink }
        else { unset label 1000 + r }
        set label 2000 + r mark[(i - 1) * rows + r] at screen X(x0(i) + panel_width + 6), first r left font small textcolor rgb ink
    }
    plot DATA using ($1 == i ? 0 : NaN):2:(-most / 2):(most / 2):($2 - 0.36):($2 + 0.36) with boxxyerror linecolor rgb trough, \
         DATA using ($1 == i ? 0 : NaN):2:(-$3 / 2):($3 / 2):($2 - 0.36):($2 + 0.36) with boxxyerror linecolor rgb blue
    eval(frame_off)
}
unset multiplot
set output
